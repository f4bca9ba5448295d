"""Whatever the bytes and the name: items or problems, never nothing, never an exception."""

import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.ingest import read_inputs
from dragoman.records import Problem, RawItem, to_json

ENDINGS = st.sampled_from(
    ["", ".txt", ".html", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".gz", ".zst", ".csv.gz",
     ".xml", ".docx"]
)  # fmt: skip
STARTS = st.sampled_from(
    [b"", b"{", b"[{", b"<html>", b"id,text\n", b"text;date\n", b"sep=;\n", b"PAR1",
     b"\x1f\x8b\x08",
     b"\x28\xb5\x2f\xfd", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbb\xbf", b"a\x00"]
)  # fmt: skip
MAPS = st.sampled_from([{}, {"text": "words"}, {"text": "text", "id": "date"}])
MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def holds(body: bytes, path, *, columns=None) -> None:
    """Read bytes as a file and as standard input; make articles of what comes."""
    path.write_bytes(body)
    for names, stdin in (([str(path)], None), (["-"], io.BytesIO(body))):
        found = list(read_inputs(names, stdin=stdin, columns=columns))
        assert found
        assert all(isinstance(item, RawItem | Problem) for item in found)
        for item in found:
            articles = [item] if isinstance(item, Problem) else list(clean(item))
            assert articles
            assert all(to_json(article) for article in articles)


@MANY
@given(STARTS, st.binary(max_size=200), ENDINGS, MAPS)
def test_any_bytes_of_any_name(tmp_path, start, rest, ending, columns):
    holds(start + rest, tmp_path / f"x{ending}", columns=columns)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "text", "body", "html", "date", "source", "items", "words"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@MANY
@given(VALUES, st.sampled_from([None, 1]), ENDINGS, MAPS)
def test_any_json(tmp_path, value, indent, ending, columns):
    holds(json.dumps(value, indent=indent).encode(), tmp_path / f"x{ending}", columns=columns)


@MANY
@given(st.lists(VALUES | st.text(max_size=9), max_size=6), ENDINGS)
def test_any_json_lines(tmp_path, values, ending):
    lines = [v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values]
    body = "\n".join(lines).encode("utf-8", "surrogatepass")
    holds(body, tmp_path / f"x{ending}")


CELLS = st.text(alphabet="ab ,;\"'\\\n\r\té1", max_size=8)


@MANY
@given(
    st.sampled_from(["id,text", "text;date;url", "a\tbody", "sep=;\nid;text", '"id","te""xt"', ""]),
    st.lists(st.lists(CELLS, max_size=4), max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-le"]),
    ENDINGS,
)
def test_any_table(tmp_path, header, cells, delimiter, encoding, ending):
    lines = [header, *(delimiter.join(line) for line in cells)]
    holds("\n".join(lines).encode(encoding), tmp_path / f"x{ending}")


PIECES = st.sampled_from(
    ["<html>", "<p>", "</p>", "<h1>", "<title>", "<meta charset='utf-16'>", "<!--", "&#0;", "&amp;",
     "<script>", "<table><tr><td>", "Rebels entered the border town at dawn, two witnesses said."]
)  # fmt: skip


@MANY
@given(st.lists(PIECES | st.text(max_size=10), max_size=12), ENDINGS)
def test_any_markup(tmp_path, pieces, ending):
    body = ("<html>" + "".join(pieces)).encode("utf-8", "replace")
    holds(body, tmp_path / f"x{ending}")


def _packed() -> list[bytes]:
    lines = b'{"id": "1", "text": "Rebels took the mine."}\n' * 40
    made = io.BytesIO()
    cells = {"id": ["1", "2"], "text": ["They came.", None], "date": [1710412500, 5]}
    pq.write_table(pa.table(cells), made)
    return [gzip.compress(lines, mtime=0), zstandard.compress(lines), made.getvalue()]


PACKED = _packed()


@settings(MANY, max_examples=150)
@given(
    st.sampled_from(range(len(PACKED))),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), max_size=4),
    st.floats(0, 1),
    ENDINGS,
)
def test_flipped_bytes_of_packed_files(tmp_path, which, flips, length, ending):
    body = bytearray(PACKED[which])
    for where, change in flips:
        body[int(where * len(body))] ^= change
    cut = len(body) if length > 0.5 else int(length * 2 * len(body))
    holds(bytes(body[:cut]), tmp_path / f"x{ending}")
