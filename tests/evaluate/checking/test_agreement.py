"""Two codings are compared field by field; what a coder left open is compared with nothing."""

from pathlib import Path

from dragoman.evaluate.checking.agreement import Agreement, Line, agreement, kappa, table
from dragoman.evaluate.notation import read_file

ONE = """published: 2024-05-16
sentences:
  - NONE: The striker shot at goal.
  - ASSAULT happened: >-
      [actor Rebels =TCDREB] *attacked* [recipient a bus =TCDCVL] near [place Mao =TCD/Mao], killing
      [dead four people =4].
  - ACCUSE happened: "[actor Chad =TCD] *condemned* the raid."
  - PROTEST happened: "[actor Miners =ZMBLAB] *marched* in [place Kitwe =ZMB/Kitwe]."
"""


def compared(folder: Path, *changes: tuple[str, str]) -> Agreement:
    other = ONE
    for old, new in changes:
        assert old in other
        other = other.replace(old, new)
    for name, written in (("a", ONE), ("b", other)):
        (folder / f"{name}.yml").write_text(written, encoding="utf-8")
    return agreement([read_file(folder / "a.yml")], [read_file(folder / "b.yml")])


def line(found: Agreement, field: str) -> Line:
    return next(each for each in found.lines if each.field == field)


def test_a_coding_agrees_with_itself_in_all(tmp_path):
    found = compared(tmp_path)

    assert (found.texts, found.alone, found.differences) == (4, 0, ())
    assert all(each.equal == each.compared for each in found.lines)
    assert line(found, "type").kappa == 1


def test_a_field_counts_only_where_one_of_the_two_filled_it(tmp_path):
    found = compared(tmp_path, ("TCDREB", "TCDUAF"), (" =4]", " =4../4]"))

    assert (line(found, "actor code").compared, line(found, "actor code").equal) == (3, 2)
    assert (line(found, "recipient code").compared, line(found, "recipient code").equal) == (1, 1)
    assert (line(found, "toll").compared, line(found, "toll").equal) == (1, 0)
    assert [each.field for each in found.differences] == ["actor code", "toll"]


def test_what_is_open_is_compared_with_nothing(tmp_path):
    found = compared(
        tmp_path, ("ASSAULT happened", "ASSAULT happened open:place"), (" =TCDREB]", "]")
    )

    assert line(found, "place").compared == 1
    assert line(found, "actor code").compared == 2


def test_a_mention_of_one_coder_only_is_told_and_no_field_counts_it(tmp_path):
    found = compared(
        tmp_path, ('ACCUSE happened: "[actor Chad =TCD] *condemned*', 'NONE: "Chad condemned')
    )

    assert (line(found, "mentions that both found").compared, line(found, "type").compared) == (
        3,
        2,
    )
    assert line(found, "event or none").equal == 3
    (difference,) = found.differences
    assert (difference.one, difference.other) == ("ACCUSE happened", "no mention")


def test_texts_that_only_one_coded_are_counted_apart(tmp_path):
    assert compared(tmp_path, ("at goal", "at the goal")).alone == 2


def test_kappa_takes_chance_away():
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert kappa([("a", "a")]) is None
    assert kappa([]) is None


def test_the_table_is_markdown(tmp_path):
    assert "| status | 3 | 3 | 1.00 |" in table(compared(tmp_path))


def test_another_trigger_of_the_same_type_is_the_same_mention(tmp_path):
    found = compared(tmp_path, ("*attacked* [recipient a bus", "attacked [recipient a *bus*"))

    assert line(found, "mentions that both found").equal == 3
