"""Every format holds every record, opens in the tools people have, and is whole or not there."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from struct import unpack
from time import process_time

import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyogrio.raw import read

from dragoman.consolidate import consolidate
from dragoman.errors import StoreError, UsageError
from dragoman.publish import check_out, columns, export
from dragoman.publish.csv import FORMULA, write
from dragoman.publish.sheet import sheet_of
from dragoman.records import Mention, Problem, from_json
from dragoman.records.mention import About
from dragoman.records.origin import Origin
from dragoman.testing import (
    article_of,
    day_of,
    mention_of,
    party_of,
    place_of,
    speaker_of,
    toll_of,
)

DAY = date(2024, 3, 8)
ARTICLE = article_of(
    'Militants, "armed" and; masked,\tkilled 30 in Konduga, the army said.',
    title="=SUM(A1:A9)", source="Daily; Post", published=DAY,
)  # fmt: skip
FULL = mention_of(
    ARTICLE, "killed",
    event="e_1", modes=("firearms", "beat"), contexts=("terrorism",), cameo="010", goldstein=-9.0,
    actors=(
        party_of("militants", "NGA", "REB", name="Group; the"),
        party_of("the others", None, "UAF"),
    ),
    recipients=(party_of("villagers", "NGA", "CVL", "AGR"),),
    said_by=(speaker_of("the army", stance="denies"),),
    place=place_of("Konduga", "NGA", at=(11.65, -13.42), admin1="Borno"),
    time=day_of(DAY), tolls=(toll_of("dead", 30), toll_of("injured", 4, id_="t2")),
    about=About(type="AID", status="planned"), missing={"places": "none; named"},
)  # fmt: skip
EMPTY = mention_of(article_of("-9 is what it was, attack or not."), "attack")
AREA = mention_of(
    article_of("An attack in Borno."), "attack",
    place=place_of("Borno", "NGA", precision="admin1", at=(11.5, 13.0)),
)  # fmt: skip
ALL = [FULL, EMPTY, AREA]
PROBLEM = Problem(code="unreadable", subject="in.bin", said="+no text", remedy="leave it out")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def written(tmp_path: Path, mentions: list[Mention], ending: str) -> Path:
    path = tmp_path / f"out.{ending}"
    assert export(mentions, "mentions", path) == len(mentions)
    return path


def test_json_lines_give_the_records_back(tmp_path: Path) -> None:
    lines = written(tmp_path, ALL, "jsonl").read_bytes().splitlines()

    assert [from_json(line, Mention) for line in lines] == ALL


def test_a_csv_row_says_what_the_mention_says(tmp_path: Path) -> None:
    row = table(written(tmp_path, [FULL], "csv"))[0]

    expected = {
        "id": FULL.id,
        "event": "e_1",
        "article_id": ARTICLE.id,
        "type": "ASSAULT",
        "modes": "firearms;beat",
        "cameo": "010",
        "goldstein": "-9.0",
        "score": "-9.0",
        "aggregate": "false",
        "about_type": "AID",
        "actor_names": "Group, the;the others",
        "actor_countries": "NGA;",
        "actor_sectors": "REB;UAF",
        "actor_codes": "NGAREB;---UAF",
        "recipient_names": "villagers",
        "recipient_sectors": "CVL,AGR",
        "speaker_names": "the army",
        "speaker_stances": "denies",
        "place_name": "Konduga",
        "place_lat": "11.65",
        "place_lon": "-13.42",
        "place_radius_km": "",
        "time_from": "2024-03-08",
        "time_precision": "day",
        "dead_low": "30",
        "dead_best": "30",
        "dead_high": "30",
        "injured_best": "4",
        "missing_best": "",
        "evidence": ARTICLE.text,
        "missing": "places=none, named",
        "schema": "dragoman.mention/1",
    }
    assert {name: row[name] for name in expected} == expected


def test_ids_come_first_and_the_schema_last(tmp_path: Path) -> None:
    said = written(tmp_path, [], "csv").read_text(encoding="utf-8")
    header = next(csv.reader([said]))

    assert header[:3] == ["id", "event", "article_id"]
    assert header[-1] == "schema"
    assert len(header) == len(set(header))


def test_text_stands_in_quotes_and_numbers_do_not(tmp_path: Path) -> None:
    line = written(tmp_path, [FULL], "csv").read_text(encoding="utf-8").split("\n", 1)[1]

    assert ',"010",-9.0,4,-9.0,"happened",false,' in line


def test_lines_of_a_csv_end_as_the_standard_says(tmp_path: Path) -> None:
    said = written(tmp_path, [EMPTY], "csv").read_bytes()

    assert said.count(b"\r\n") == 2
    assert said.endswith(b"\r\n")
    assert not said.startswith(b"\xef\xbb\xbf")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    row, empty = table(written(tmp_path, [FULL, EMPTY], "csv"))

    assert row["title"] == "'=SUM(A1:A9)"
    assert empty["evidence"].startswith("'-9 is what it was")
    assert float(row["goldstein"]) == -9.0
    assert float(row["place_lon"]) == -13.42


def test_pandas_reads_a_csv_unharmed(tmp_path: Path) -> None:
    frame = pd.read_csv(written(tmp_path, ALL, "csv"), dtype=str, keep_default_na=False)

    assert list(frame.columns) == [c.name for c in columns.MENTIONS]
    assert list(frame["id"]) == [m.id for m in ALL]
    assert frame["cameo"][0] == "010"
    assert frame["evidence"][0] == ARTICLE.text
    typed = pd.read_csv(tmp_path / "out.csv", parse_dates=["time_from"])
    assert typed["score"].dtype == float
    assert typed["dead_best"][0] == 30


def test_parquet_has_types_and_the_whole_record(tmp_path: Path) -> None:
    read = pq.read_table(written(tmp_path, ALL, "parquet"))

    assert str(read.schema.field("time_from").type) == "date32[day]"
    assert str(read.schema.field("cameo").type) == "string"
    assert str(read.schema.field("dead_best").type) == "int64"
    assert read.column_names[-1] == "schema"
    assert [from_json(line, Mention) for line in read["record"].to_pylist()] == ALL
    assert read["place_geonames_id"].to_pylist()[1] is None


def test_pandas_reads_parquet_with_dates_and_numbers(tmp_path: Path) -> None:
    frame = pd.read_parquet(written(tmp_path, ALL, "parquet"))

    assert list(frame["id"]) == [m.id for m in ALL]
    assert frame["time_from"][0] == DAY
    assert frame["cameo"][0] == "010"
    assert (frame["dead_best"][0], frame["place_lat"][0]) == (30, 11.65)
    assert pd.isna(frame["dead_best"][1])
    assert not frame["aggregate"].any()


def test_gdal_puts_a_csv_on_the_map_by_its_coordinates(tmp_path: Path) -> None:
    path = written(tmp_path, [FULL], "csv")

    _, _, points, _ = read(path, X_POSSIBLE_NAMES="place_lon", Y_POSSIBLE_NAMES="place_lat")

    assert unpack("<bidd", points[0])[2:] == (-13.42, 11.65)


@pytest.mark.parametrize("number", [1, 2, 999, 1000, 1001])
def test_every_record_has_its_row_whatever_their_number(tmp_path: Path, number: int) -> None:
    # Rows are made by batches of 1000, and a column that repeats itself is written once.
    mentions = [msgspec.structs.replace(FULL, id=f"m_{n}") for n in range(number)]

    assert [r["id"] for r in table(written(tmp_path, mentions, "csv"))] == [m.id for m in mentions]
    said = json.loads(written(tmp_path, mentions, "geojson").read_bytes())
    assert [f["id"] for f in said["features"]] == [m.id for m in mentions]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "geojson"])
def test_a_mention_takes_less_than_a_millisecond(tmp_path: Path, ending: str) -> None:
    # It takes a twentieth of that; what is caught is work that grows with the square.
    export([FULL], "mentions", tmp_path / f"first.{ending}")
    began = process_time()

    export([FULL] * 3000, "mentions", tmp_path / f"many.{ending}")

    assert process_time() - began < 3


def test_geojson_pins_only_what_has_coordinates(tmp_path: Path) -> None:
    said = json.loads(written(tmp_path, ALL, "geojson").read_bytes())

    assert said["type"] == "FeatureCollection"
    point, area = said["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [-13.42, 11.65]}
    assert point["properties"]["precision"] == "settlement"
    assert (area["properties"]["precision"], area["properties"]["radius_km"]) == ("admin1", 100.0)
    assert said["unplaced"] == [
        {"id": EMPTY.id, "type": "ASSAULT", "evidence": EMPTY.evidence[0].quote}
    ]
    assert said["counts"] == {"features": 2, "unplaced": 1}


@pytest.mark.parametrize("what", ["mentions", "events", "articles", "problems", "origins"])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "geojson"])
def test_an_empty_export_is_a_valid_file(tmp_path: Path, what: str, ending: str) -> None:
    path = tmp_path / f"none.{ending}"
    if ending == "geojson" and what not in ("mentions", "events"):
        with pytest.raises(UsageError, match="no place"):
            export([], what, path)
        assert list(tmp_path.iterdir()) == []
        return

    assert export([], what, path) == 0

    said = path.read_bytes()
    assert {
        "jsonl": lambda: said == b"",
        "csv": lambda: said.count(b"\r\n") == 1,
        "parquet": lambda: pq.read_table(path).num_rows == 0,
        "geojson": lambda: json.loads(said)["features"] == json.loads(said)["unplaced"] == [],
    }[ending]()


def test_events_show_the_sentences_they_rest_on(tmp_path: Path) -> None:
    events = consolidate(ALL)
    sentences = {m.id: m.evidence[0].quote for m in ALL}

    export(events, "events", tmp_path / "e.csv", quotes=lambda ids: {i: sentences[i] for i in ids})

    by_id = {row["id"]: row for row in table(tmp_path / "e.csv")}
    for event in events:
        row = by_id[event.id]
        assert row["mentions"] == ";".join(event.mentions)
        assert sentences[event.mentions[0]].lstrip("'-")[:9] in row["evidence"]
    full = next(row for row in by_id.values() if row["dead_best"])
    assert (full["dead_low"], full["origins"], full["schema"]) == ("30", "1", "dragoman.event/1")


def test_articles_problems_and_origins_have_tables(tmp_path: Path) -> None:
    origin = Origin(id="o_1", lead=ARTICLE.id, articles=(ARTICLE.id, "a_2"), sources=("A", "B"))

    export([ARTICLE], "articles", tmp_path / "a.csv")
    export([PROBLEM], "problems", tmp_path / "p.csv")
    export([origin], "origins", tmp_path / "o.csv")

    assert table(tmp_path / "a.csv")[0]["text"] == ARTICLE.text
    assert table(tmp_path / "p.csv")[0]["said"] == "'+no text"
    assert table(tmp_path / "o.csv")[0]["sources"] == "A;B"


def test_a_file_that_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")

    def breaks() -> Iterator[Mention]:
        yield FULL
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(breaks(), "mentions", path)

    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_an_export_replaces_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf-8")

    export([FULL], "mentions", path)

    assert from_json(path.read_bytes(), Mention) == FULL


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is a folder"),
        ("none/out.csv", "no folder"),
        ("out.xlsx", r"ending chooses the format; there are: \.csv \.geojson \.jsonl \.parquet"),
        ("out", "ending chooses the format"),
    ],
)
def test_a_name_that_cannot_be_written_is_wrong_usage(tmp_path: Path, name: str, said: str) -> None:
    out = tmp_path / name if name else tmp_path

    with pytest.raises(UsageError, match=said):
        check_out(out)
    with pytest.raises(UsageError, match=said):
        export([FULL], "mentions", out)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_store_error(tmp_path: Path) -> None:
    def stops() -> Iterator[Mention]:
        yield FULL
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        export(stops(), "mentions", tmp_path / "out.jsonl")


def test_an_ending_in_capitals_is_understood(tmp_path: Path) -> None:
    assert export([FULL], "mentions", tmp_path / "OUT.CSV") == 1


def test_a_record_of_another_sort_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="a Mention among events"):
        export([FULL], "events", tmp_path / "out.csv")


names = st.text(min_size=1, max_size=20)


@given(st.lists(names, min_size=1, max_size=3), names)
def test_any_name_goes_through_a_csv_without_becoming_a_formula(
    parties: list[str], title: str
) -> None:
    mention = msgspec.structs.replace(
        FULL,
        article=msgspec.structs.replace(FULL.article, title=title),
        actors=tuple(party_of(text) for text in parties),
    )

    file = BytesIO()
    write([mention], sheet_of("mentions", None), file)

    (row,) = csv.DictReader(StringIO(file.getvalue().decode(), newline=""), strict=True)
    assert row["title"].removeprefix("'") == title.replace("\x00", " ").removeprefix("'")
    assert row["title"][:1] not in FORMULA
    assert row["actor_names"].count(";") == len(parties) - 1
    assert row["schema"] == "dragoman.mention/1"
