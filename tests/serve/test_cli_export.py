"""`dragoman export`: what the store gives back."""

import csv
import io

import pytest
from offsets import misfits, rows_of


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
        (("events", "--out", "o.csv", "--db", "gone.db"), "no store at gone.db"),
    ],
)
def test_wrong_usage_of_export(run, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    ran = run("export", *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []
