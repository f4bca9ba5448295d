"""`dragoman code`: what goes in, what comes out, and with which exit code."""

import csv
import gzip
import io
import json
import shutil
import sqlite3
from contextlib import closing

import pyarrow.parquet as pq
import pytest
import zstandard
from offsets import misfits, rows_of

import dragoman.store

SHOT = "Rebels shot dead four soldiers in Bukavu on Tuesday, the Congolese army said."
MET = "The foreign ministers of Chad and Niger met in Niamey on Monday, state radio said."
FRENCH = (
    "Des hommes armés ont attaqué le village de Diankabou dans la nuit de samedi à dimanche, "
    "tuant au moins douze personnes, selon des sources locales. Le gouvernement malien a condamné "
    "cette attaque et promis de poursuivre les auteurs. Plusieurs familles ont fui vers Koro, où "
    "la population a ouvert ses maisons aux déplacés."
)


def row(**fields) -> str:
    return json.dumps({"published": "2024-03-14", "language": "en", **fields})


@pytest.fixture
def db(tmp_path):
    return tmp_path / "d.db"


def test_the_samples_are_coded_without_a_lost_input(samples):
    assert samples.code == 0
    assert len(rows_of(samples.out)) > 50


def test_every_offset_of_every_mention_of_the_samples_stands_for_its_words(samples):
    mentions = rows_of(samples.out)

    wrong = {m["id"]: misfits(m, samples.articles[m["article"]["id"]]) for m in mentions}

    assert {id_: said for id_, said in wrong.items() if said} == {}


def test_running_twice_changes_nothing_and_says_so(run, samples, tmp_path):
    again = tmp_path / "again.jsonl"
    ran = run("code", samples.folder, "--db", samples.db, "--out", again)

    assert ran.code == 0
    assert ran.last == f"nothing changed: {len(samples.articles)} articles known already"
    assert again.read_bytes() == samples.out.read_bytes()


def test_out_holds_the_mentions_of_the_inputs_named_and_no_others(run, samples, tmp_path):
    out = tmp_path / "one.jsonl"
    ran = run(
        "code", samples.folder / "14-ceasefire-and-release.jsonl", "--db", samples.db, "--out", out
    )

    external = {m["article"]["external_id"] for m in rows_of(out)}
    wanted = [m for m in rows_of(samples.out) if m["article"]["external_id"] is not None]
    assert ran.code == 0
    assert external == {"cw-501", "cw-502", "cw-503"}
    assert rows_of(out) == wanted


def test_out_holds_every_status(samples):
    assert {"happened", "denied", "background"} <= {m["status"] for m in rows_of(samples.out)}


def test_two_processes_give_what_one_gives(run, samples, tmp_path):
    out = tmp_path / "two.jsonl"
    ran = run("code", samples.folder, "--db", tmp_path / "two.db", "--out", out, "--jobs", "2")

    assert ran.code == 0
    assert out.read_bytes() == samples.out.read_bytes()


def test_a_row_s_text_keeps_its_offsets_and_its_id(run, db, tmp_path):
    text = "Le général said:\n\n  “We hold Goma.” 🚨 " + SHOT + "\n\n\n" + MET + "  \n"
    out = tmp_path / "o.jsonl"
    ran = run("code", "-", "--db", db, "--out", out, stdin=row(id="x-1", text=text).encode())

    mentions = rows_of(out)
    assert ran.code == 0
    assert {m["article"]["external_id"] for m in mentions} == {"x-1"}
    assert {"ASSAULT", "CONSULT"} <= {m["type"] for m in mentions}
    assert [misfits(m, {"text": text, "title": None}) for m in mentions] == [[]] * len(mentions)


def test_a_broken_row_in_the_middle_costs_only_itself(run, db, tmp_path):
    given, out = tmp_path / "in.jsonl", tmp_path / "o.jsonl"
    rows = [row(id="1", text=SHOT), '{"id": "2", "text": "Reb', row(id="3", text=MET)]
    given.write_text("\n".join(rows))
    ran = run("code", given, "--db", db, "--out", out)

    assert ran.code == 1
    assert ran.last == "1 input could not be used"
    assert "line 2" in ran.err
    assert {m["article"]["external_id"] for m in rows_of(out)} == {"1", "3"}


def test_inputs_that_cannot_be_used_are_counted_on_the_last_line(run, db, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "good.txt").write_text(SHOT)
    out = tmp_path / "o.jsonl"
    names = [tmp_path / n for n in ("empty.txt", "binary.txt", "missing[/b].txt", "good.txt")]
    ran = run("code", *names, "--db", db, "--out", out)

    assert ran.code == 1
    assert ran.last == "3 inputs could not be used"
    assert all(code in ran.err for code in ("empty-file", "binary-file", "missing-file"))
    assert "missing[/b].txt" in ran.err.replace("\n", "")
    assert rows_of(out)


def test_quiet_says_only_what_went_wrong(run, db, tmp_path):
    (tmp_path / "good.txt").write_text(SHOT)
    ran = run("code", tmp_path / "good.txt", tmp_path / "gone.txt", "--db", db, "--quiet")

    assert (ran.code, ran.out) == (1, "")
    assert "missing-file" in ran.err
    assert "new article" not in ran.err


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "geojson"])
def test_out_is_written_even_when_empty(run, db, tmp_path, ending):
    given, out = tmp_path / "dull.txt", tmp_path / f"o.{ending}"
    given.write_text("The recipe needs two eggs and a pinch of salt.")
    ran = run("code", given, "--db", db, "--out", out)

    assert ran.code == 0
    assert "no event was found" in ran.out
    if ending == "jsonl":
        assert out.read_bytes() == b""
    elif ending == "csv":
        assert len(list(csv.reader(io.StringIO(out.read_text())))) == 1
    elif ending == "parquet":
        assert pq.read_table(out).num_rows == 0
    else:
        assert json.loads(out.read_text())["features"] == []


def test_every_format_holds_the_same_mentions(run, samples, tmp_path):
    ids = [m["id"] for m in rows_of(samples.out)]
    given = {}
    for ending in ("csv", "parquet", "geojson"):
        out = tmp_path / f"o.{ending}"
        assert run("code", samples.folder, "--db", samples.db, "--out", out, "--quiet").code == 0
        given[ending] = out

    assert [r["id"] for r in csv.DictReader(io.StringIO(given["csv"].read_text()))] == ids
    assert pq.read_table(given["parquet"]).column("id").to_pylist() == ids
    features = json.loads(given["geojson"].read_text())["features"]
    assert {f["properties"]["id"] for f in features} <= set(ids)
    assert features


def test_folders_globs_pages_and_packed_files_are_read(run, db, tmp_path):
    news = tmp_path / "news"
    (news / "deep").mkdir(parents=True)
    (news / "deep" / "a.txt").write_text(SHOT)
    (news / "b.jsonl.gz").write_bytes(gzip.compress(row(id="b", text=MET).encode()))
    packed = zstandard.compress(row(id="c", text=SHOT.replace("Bukavu", "Uvira")).encode())
    (news / "c.jsonl.zst").write_bytes(packed)
    page = f"<html><body><article><h1>Talks in Niamey</h1><p>{MET}</p></article></body></html>"
    (tmp_path / "page1.html").write_text(page)
    out = tmp_path / "o.jsonl"
    ran = run("code", news, tmp_path / "page?.html", "--db", db, "--out", out)

    named = {(m["article"]["external_id"], m["type"]) for m in rows_of(out)}
    assert ran.code == 0
    assert {("b", "CONSULT"), ("c", "ASSAULT"), (None, "ASSAULT"), (None, "CONSULT")} <= named


def test_an_undated_article_gets_no_day_unless_the_caller_gives_one(run, tmp_path):
    given, out = tmp_path / "a.txt", tmp_path / "o.jsonl"
    given.write_text(SHOT)
    times = []
    for n, published in enumerate([(), ("--published", "2024-03-14")]):
        run("code", given, "--db", tmp_path / f"{n}.db", "--out", out, *published)
        (mention,) = (m for m in rows_of(out) if m["type"] == "ASSAULT")
        times.append((mention["time"]["from"], mention["time"]["to"], mention["time"]["why"]))

    assert times == [(None, None, "no-publication-date"), ("2024-03-12", "2024-03-12", None)]


def test_a_language_that_is_not_read_is_kept_told_and_not_coded(run, db, tmp_path):
    given, out, kept = tmp_path / "fr.txt", tmp_path / "o.jsonl", tmp_path / "a.jsonl"
    given.write_text(FRENCH)
    first = run("code", given, "--db", db, "--out", out)
    second = run("code", given, "--db", db, "--out", out)
    run("export", "articles", "--db", db, "--out", kept)

    assert [ran.code for ran in (first, second)] == [1, 1]
    assert "language-not-read" in first.err
    assert first.last == second.last == "1 input could not be used"
    assert rows_of(out) == []
    assert [a["language"] for a in rows_of(kept)] == ["fr"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--published", "14 March"), "is no date"),
        (("--published", "0024-03-14"), "outside the years"),
        (("--out", "."), "is a folder"),
        (("--out", "o.docx"), "ending chooses the format"),
        (("--out", "nowhere/o.csv"), "no folder"),
        (("--publishd", "2024-03-14"), "--published"),
        (("--jobs", "0"), "--jobs"),
        (("--db", "."), "is a folder"),
        (("--db", "nowhere/d.db"), "no folder"),
        (("--db", "mysql://host/name"), "names no store"),
        (("--db", "in.txt"), "is no database"),
    ],
)
def test_wrong_usage_is_told_before_any_work(run, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.txt").write_text(SHOT)
    ran = run("code", "in.txt", *arguments)

    assert ran.code == 2
    assert said in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["in.txt"]


def test_a_store_of_a_newer_version_is_refused(run, samples, tmp_path):
    newer = tmp_path / "newer.db"
    shutil.copy(samples.db, newer)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE dragoman_version SET version_num = '9999'")
    ran = run("code", samples.folder, "--db", newer)

    assert ran.code == 2
    assert "newer Dragoman" in ran.err


def test_a_store_that_another_run_writes_to_stops_the_run(run, samples, monkeypatch):
    slow = dragoman.store.open_store
    monkeypatch.setattr(dragoman.store, "open_store", lambda url: slow(url, timeout_s=0.1))
    with closing(sqlite3.connect(samples.db)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = run("code", samples.folder, "--db", samples.db)
        other.rollback()

    assert ran.code == 3
    assert "another run is writing" in ran.err
