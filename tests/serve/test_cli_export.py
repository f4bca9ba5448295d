"""`dragoman export`: what the store gives back."""

import csv
import io
import json
import re
from struct import unpack

import pytest
from offsets import misfits, rows_of
from pyogrio.raw import read


@pytest.fixture
def exported(run, samples, tmp_path):
    def export(what, *filters, ending="jsonl"):
        out = tmp_path / f"{what}.{ending}"
        ran = run("export", what, "--db", samples.db, "--out", out, *filters)
        assert ran.code == 0, ran.err
        return rows_of(out) if ending == "jsonl" else out

    return export


def test_mentions_of_any_status_are_those_that_were_coded(exported, samples):
    by_id = {m["id"]: m for m in exported("mentions", "--status", "any")}

    assert by_id == {m["id"]: m for m in rows_of(samples.out)}


def test_only_what_happened_is_exported_by_default(exported):
    assert {e["status"] for e in exported("events")} == {"happened"}
    assert {m["status"] for m in exported("mentions")} == {"happened"}


def test_every_mention_belongs_to_one_event_that_names_it(exported):
    mentions = exported("mentions", "--status", "any")
    events = {e["id"]: e for e in exported("events", "--status", "any")}

    assert all(m["id"] in events[m["event"]]["mentions"] for m in mentions)
    assert sum(len(e["mentions"]) for e in events.values()) == len(mentions)


def test_filters_leave_only_what_they_ask_for(exported):
    assert {e["type"] for e in exported("events", "--type", "assault,PROTEST")} == {
        "ASSAULT",
        "PROTEST",
    }
    places = {m["place"]["country"] for m in exported("mentions", "--country", "COD")}
    assert places == {"COD"}


def test_articles_keep_what_their_offsets_count_in(exported, samples):
    articles = {a["id"]: a for a in exported("articles")}

    assert articles == samples.articles
    assert all(misfits(m, articles[m["article"]["id"]]) == [] for m in rows_of(samples.out))


def test_wire_copies_share_an_origin(exported):
    sizes = sorted(len(o["articles"]) for o in exported("origins"))

    assert sizes[-1] == 2
    assert sum(sizes) == len(exported("articles"))


def test_events_in_a_table_have_the_sentences_that_prove_them(exported):
    table = exported("events", ending="csv")
    rows = list(csv.DictReader(io.StringIO(table.read_text())))

    assert rows
    assert all(row["evidence"] for row in rows)


def test_events_as_of_a_day_know_nothing_later(exported):
    early = exported("events", "--as-of", "2025-02-28", "--status", "any")

    assert early
    assert max(e["last_reported"] for e in early) <= "2025-02-28"


def test_problems_are_listed(run, tmp_path):
    db, out = tmp_path / "d.db", tmp_path / "p.jsonl"
    assert run("code", tmp_path / "gone.txt", "--db", db).code == 1
    assert run("export", "problems", "--db", db, "--out", out).code == 0

    assert [(p["schema"], p["code"]) for p in rows_of(out)] == [
        ("dragoman.problem/1", "missing-file")
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "--out", "o.csv"), "nothing"),
        (("events",), "--out"),
        (("events", "--out", "o.xls"), "ending"),
        (("events", "--out", "o.csv", "--type", "ASSALT"), "ASSAULT"),
        (("events", "--out", "o.csv", "--from", "soon"), "--from"),
        (("events", "--out", "o.csv", "--dyad", "ISR"), "two sides"),
        (("events", "--out", "o.csv", "--db", "gone.db"), "there is no store at"),
        (("events", "--out", "o.csv", "--bbox", "1,2,3"), "west,south,east,north"),
        (("events", "--out", "o.csv", "--from", "2025-02-01", "--to", "2025-01-01"), "before"),
        (("events", "--out", "o.csv", "--as-of", "garbage"), "'garbage' is not a day"),
        (("events", "--out", "o.csv", "--min-origins", "0"), "whole number from 1"),
        (("events", "--out", "o.csv", "--status", "hapened"), "happened"),
        (("origins", "--out", "o.geojson", "--db", "gone.db"), "there is no store at"),
    ],
)
def test_wrong_usage_of_export(run, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    ran = run("export", *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def _words(said):
    return re.findall(r"\w+", said.casefold())


def _is(party, wanted):
    codes = (party["country"], party["code"], party["id"], *party["sectors"])
    names = [n for n in (party["name"], party["text"]) if n]
    return wanted in codes or any(wanted.casefold() in (n.casefold(), *_words(n)) for n in names)


def _any(record, side, wanted):
    return any(_is(party, wanted) for party in record[side])


def _between(record, one, other):
    there = _any(record, "actors", one) and _any(record, "recipients", other)
    back = _any(record, "actors", other) and _any(record, "recipients", one)
    met = all(_any(record, "actors", side) for side in (one, other))
    return there or back or (met and not record["recipients"])


def _in(record, west, south, east, north):
    place = record["place"] or {"lat": None, "lon": None}
    lat, lon = place["lat"], place["lon"]
    return lat is not None and south <= lat <= north and west <= lon <= east


def _overlaps(record, first, last):
    time = record["time"]
    if time is None or (time["from"], time["to"]) == (None, None):
        return False
    return (time["to"] or "9999") >= first and (time["from"] or "0000") <= last


def _at(record, name, wanted):
    return record["place"] is not None and record["place"][name] == wanted


FILTERS = {
    ("--type", "ASSAULT,COERCE"): lambda r: r["type"] in ("ASSAULT", "COERCE"),
    ("--mode", "heavy-weapons"): lambda r: "heavy-weapons" in r["modes"],
    ("--status", "denied,possible"): lambda r: r["status"] in ("denied", "possible"),
    ("--actor", "COD"): lambda r: _any(r, "actors", "COD"),
    ("--actor", "SDNREB"): lambda r: _any(r, "actors", "SDNREB"),
    ("--recipient", "civilians"): lambda r: _any(r, "recipients", "civilians"),
    ("--dyad", "ARM/AZE"): lambda r: _between(r, "ARM", "AZE"),
    ("--dyad", "IRN/SAU"): lambda r: _between(r, "IRN", "SAU"),
    ("--country", "cod"): lambda r: _at(r, "country", "COD"),
    ("--admin1", "north kivu"): lambda r: _at(r, "admin1", "North Kivu"),
    ("--bbox", "-10,-5,30,20"): lambda r: _in(r, -10, -5, 30, 20),
    ("--from", "2025-02-10", "--to", "2025-03-18"): lambda r: _overlaps(
        r, "2025-02-10", "2025-03-18"
    ),
    ("--speaker", "M23"): lambda r: _any(r, "said_by", "M23"),
    ("--type", "ASSAULT", "--country", "COD"): lambda r: (
        r["type"] == "ASSAULT" and _at(r, "country", "COD")
    ),
}


@pytest.mark.parametrize("what", ["mentions", "events"])
@pytest.mark.parametrize("typed", FILTERS, ids=" ".join)
def test_a_filter_gives_what_a_look_at_every_record_gives(exported, what, typed):
    status = () if "--status" in typed else ("--status", "any")
    everything = exported(what, "--status", "any")

    found = exported(what, *typed, *status)

    assert [r["id"] for r in found] == [r["id"] for r in everything if FILTERS[typed](r)]
    assert 0 < len(found) < len(everything)


def test_words_are_looked_for_in_the_evidence(exported):
    everything = exported("mentions", "--status", "any")

    found = exported("mentions", "--text", "goma market", "--status", "any")

    def said(mention):
        return {w for span in mention["evidence"] for w in _words(span["quote"])}

    assert [m["id"] for m in found] == [
        m["id"] for m in everything if {"goma", "market"} <= said(m)
    ]
    events = exported("events", "--text", "goma market", "--status", "any")
    assert {e["id"] for e in events} == {m["event"] for m in found}


def test_independent_reports_are_counted_by_event(exported):
    events = exported("events", "--status", "any")
    told = {e["id"] for e in events if e["origins"] >= 2}

    assert told
    assert {e["id"] for e in exported("events", "--min-origins", "2", "--status", "any")} == told
    mentions = exported("mentions", "--min-origins", "2", "--status", "any")
    assert {m["event"] for m in mentions} == told


def test_as_of_a_day_all_and_only_what_was_published_counts(exported):
    everything = exported("mentions", "--status", "any")
    then = {
        m["id"]
        for m in everything
        if m["article"]["published"] and m["article"]["published"] <= "2025-03-01"
    }

    mentions = exported("mentions", "--as-of", "2025-03-01", "--status", "any")
    events = exported("events", "--as-of", "2025-03-01", "--status", "any")
    articles = exported("articles", "--as-of", "2025-03-01")

    assert {m["id"] for m in mentions} == then
    assert {m for e in events for m in e["mentions"]} == then
    assert {m["article"]["id"] for m in mentions} <= {a["id"] for a in articles}
    assert all(a["published"] <= "2025-03-01" for a in articles)


def test_articles_and_origins_are_those_that_tell_of_such_events(exported):
    asked = ("--type", "PROTEST", "--status", "any")
    telling = {m["article"]["id"] for m in exported("mentions", *asked)}

    assert {a["id"] for a in exported("articles", *asked)} == telling
    assert all(telling & set(o["articles"]) for o in exported("origins", *asked))


@pytest.mark.parametrize("typed", [("--type", "ASSAULT"), ("--from", "2025-01-01")])
def test_problems_refuse_a_filter_that_they_would_ignore(run, samples, tmp_path, typed):
    out = tmp_path / "p.jsonl"
    ran = run("export", "problems", "--db", samples.db, "--out", out, *typed)

    assert ran.code == 2
    assert f"problems cannot be filtered: leave out {typed[0]}" in ran.err
    assert not out.exists()
    assert run("export", "problems", "--db", samples.db, "--out", out, "--status", "any").code == 0


@pytest.fixture
def placed(exported):
    return exported("mentions", "--status", "any", ending="geojson")


def test_gdal_reads_the_map_with_its_types(placed, exported):
    meta, _, points, fields = read(placed)
    types = dict(zip(meta["fields"], meta["dtypes"], strict=True))
    column = dict(zip(meta["fields"], fields, strict=True))
    pinned = [m for m in exported("mentions", "--status", "any") if _in(m, -180, -90, 180, 90)]

    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "Point")
    assert list(column["id"]) == [m["id"] for m in pinned]
    # Well-known binary: byte order, the number 1 of a point, longitude, latitude.
    assert [unpack("<bidd", point)[2:] for point in points] == [
        (m["place"]["lon"], m["place"]["lat"]) for m in pinned
    ]
    assert types["published"] == types["time_from"] == "datetime64[D]"
    assert types["score"] == types["place_lat"] == types["radius_km"] == "float64"
    assert types["dead_low"] == types["quad"] == "int32"
    assert types["aggregate"] == "bool"
    assert list(column["cameo"]) == [m["cameo"] for m in pinned]
    assert list(column["precision"]) == [m["place"]["precision"] for m in pinned]


def test_what_is_not_on_the_map_is_listed_and_counted(placed, exported):
    said = json.loads(placed.read_bytes())
    mentions = exported("mentions", "--status", "any")
    unplaced = [m for m in mentions if not _in(m, -180, -90, 180, 90)]

    assert [u["id"] for u in said["unplaced"]] == [m["id"] for m in unplaced]
    assert all(u["evidence"] for u in said["unplaced"])
    assert said["counts"] == {
        "features": len(mentions) - len(unplaced),
        "unplaced": len(unplaced),
    }
