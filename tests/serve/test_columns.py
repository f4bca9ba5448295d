"""`--columns`: the caller says which column holds what, and nothing is guessed wrongly."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from dragoman.ingest import read_inputs
from dragoman.records import Problem, RawItem, Row, from_json

CELLS = {"key": "7", "Inhalt": "They came.", "Kopf, kurz": "Mine taken", "tag": "2031-03-14"}
NAMED = {"id": "key", "text": "inhalt", "title": "Kopf, kurz", "published": "tag"}
ROW = Row(id="7", text="They came.", title="Mine taken", published="2031-03-14")


def csv(delimiter=";"):
    quoted = [[f'"{cell}"' for cell in line] for line in (CELLS.keys(), CELLS.values())]
    return "".join(delimiter.join(line) + "\r\n" for line in quoted).encode()


def parquet(tmp_path):
    pq.write_table(pa.table({k: [v] for k, v in CELLS.items()}), tmp_path / "t")
    return (tmp_path / "t").read_bytes()


def read(tmp_path, body, *, name="in", named=None):
    (tmp_path / name).write_bytes(body)
    return list(read_inputs([str(tmp_path / name)], columns=named))


def rows(found):
    return [from_json(item.body, Row) for item in found if isinstance(item, RawItem)]


@pytest.mark.parametrize("name", ["in", "in.csv", "in.dat", "in.txt", "in.jsonl"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_every_form_of_table_goes_by_the_map_whatever_its_name(tmp_path, name, pack):
    bodies = [csv(), csv(","), csv("\t"), b"sep=;\r\n" + csv(), csv().decode().encode("utf-16"),
              json.dumps(CELLS).encode(), json.dumps([CELLS], indent=1).encode(),
              parquet(tmp_path)]  # fmt: skip

    found = [read(tmp_path, pack(body), name=name, named=NAMED) for body in bodies]

    assert [rows(each) for each in found] == [[ROW]] * len(bodies)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_wrong_map_says_which_columns_there_are(tmp_path, form):
    body = csv() if form == "csv" else parquet(tmp_path)
    (problem,) = read(tmp_path, body, named={"text": "content", "id": "key"})

    assert isinstance(problem, Problem)
    assert problem.code == "no-such-column"
    assert problem.said == "no column 'content' among: key, Inhalt, Kopf, kurz, tag"


def test_a_wrong_map_of_json_says_which_keys_there_are(tmp_path):
    line = b'{"key": 7, "body": "They came."}'
    (lost,) = read(tmp_path, line, named={"text": "content"})
    read_, note = read(tmp_path, line, named={"text": "body", "url": "href"})

    assert "its keys: key, body" in lost.said
    assert rows([read_]) == [Row(text="They came.")]
    assert (note.code, note.costs_input) == ("no-such-column", False)
    assert "'href'" in note.said


def test_a_column_of_the_map_is_not_taken_for_another_field(tmp_path):
    line = b'{"text": "Mine taken", "body": "They came.", "date": "2031-03-14"}'
    named = {"title": "text", "text": "body"}

    expected = Row(title="Mine taken", text="They came.", published="2031-03-14")
    assert rows(read(tmp_path, line, named=named)) == [expected]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ({"body": "A.", "content": "B.", "text": "C."}, Row(text="C.")),
        ({"body": "A.", "content": ""}, Row(text="A.")),
        ({"body": "A.", "content": "A."}, Row(text="A.")),
        ({"text": None, "maintext": "A."}, Row(text="A.")),
        ({"Article Text": "A.", "Publication-Date": "d"}, Row(text="A.", published="d")),
        ({"text": "A.", "date": "d", "pubDate": "e"}, Row(text="A.")),
        ({"text": "A.", "date": "d", "published": "e"}, Row(text="A.", published="e")),
        ({"text": "A.", "publication": "Post"}, Row(text="A.")),
        ({"body": "A.", "content": "B."}, None),
    ],
)
def test_a_synonym_counts_only_where_no_other_column_may_be_meant(tmp_path, cells, row):
    found = read(tmp_path, json.dumps(cells).encode())

    assert rows(found) == [row] * (row is not None)
    assert any(isinstance(item, Problem) for item in found) == (
        row is None or (row.published is None and "pubDate" in cells)
    )


def test_the_map_reaches_the_coded_mentions(run, tmp_path):
    given, out = tmp_path / "news.csv", tmp_path / "o.jsonl"
    given.write_text(
        'key,headline,body,day,outlet\n9,Four killed,"Rebels shot dead four soldiers in Bukavu '
        'on Tuesday, the army said.",2024-03-14,Post\n'
    )
    ran = run(
        "code", given, "--columns", "text=body,title=headline,published=day",
        "--columns", "source=outlet,id=key", "--db", tmp_path / "d.db", "--out", out,
    )  # fmt: skip
    article = json.loads(out.read_text().splitlines()[0])["article"]

    assert ran.code == 0
    assert (article["external_id"], article["source"]) == ("9", "Post")
    assert (article["title"], article["published"]) == ("Four killed", "2024-03-14")


@pytest.mark.parametrize("value", ["body", "words=body", "text=", "text=a,text=b", "text=a,id=a"])
def test_a_map_that_is_none_is_wrong_usage(run, tmp_path, value):
    ran = run("code", tmp_path, "--columns", value)

    assert ran.code == 2
    assert "--columns" in ran.err
