"""The doctor finds a sound installation sound, and names what to mend in a broken one."""

from pathlib import Path

from dragoman.serve.cli.main import _run


def test_a_sound_installation_is_said_to_be_sound(run, tmp_path: Path) -> None:
    ran = run("doctor", "--db", tmp_path / "none.db")

    assert ran.code == 0
    assert ran.out.count("sound   ") == 7
    assert "all is sound" in ran.out


def test_a_store_that_is_none_is_named_with_its_remedy(run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no store" * 100)

    ran = run("doctor", "--db", broken)

    assert ran.code == 2
    assert f"broken  store: {broken}" in ran.out.replace("\n", "")
    assert "name another --db" in ran.out


def test_a_store_in_use_is_counted(run, tmp_path: Path) -> None:
    db = tmp_path / "d.db"
    article = tmp_path / "a.txt"
    article.write_text("Rebels attacked Malian troops near Gao, the army said.")
    _run(["code", str(article), "--db", str(db), "--quiet"])

    ran = run("doctor", "--db", db)

    assert "holds 1 articles and 1 events" in ran.out
