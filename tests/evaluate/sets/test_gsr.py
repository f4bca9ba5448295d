"""The gold records of PLOVER: pairing, the two readings, and what a broken record says."""

import json

import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.gsr import gold, read, score
from dragoman.testing import mention_of, party_of, place_of

TALKS = "Utopian ministers demanded on Monday that Ruritania open the border."
RAID = "Soldiers of Utopia kidnapped a Ruritanian teacher near Strelsau."
TRUCE = "Utopia and Ruritania met on Friday."
UTOPIA, RURITANIA = "FRA", "DEU"


def party(words, code, sector=None):
    return {"actorText": words, "code": code} | ({"sector": sector} if sector else {})


def record(text, type_, actors, recipients, *, events=""):
    markup = f"{text} (EVT: {events})"
    sides = {"actors": actors, "recipients": recipients}
    return {"text": text, "type": type_, **sides, "markup": markup}


DEMAND = record(
    TALKS, "DEMAND", [party("Utopian ministers", UTOPIA, "GOV")], [party("Ruritania", RURITANIA)],
    events="demanded",
)  # fmt: skip
KIDNAP = record(
    RAID, "COERCE", [party("Soldiers of Utopia", UTOPIA, "MIL")],
    [party("Ruritanian teacher", RURITANIA, "EDUabc")], events="kidnapped",
)  # fmt: skip
MEETING = record(TRUCE, "CONSULT", [party("Utopia", UTOPIA), party("Ruritania", RURITANIA)], "")


def written(folder, *rows):
    path = folder / "event-type" / "plover_gsr.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def measured(folder, rows, mentions):
    """Score rows against hand-made mentions, which are given by text."""
    found = read([written(folder, *rows)])
    answers = {}
    for row in found:
        (article,) = row.articles
        made = tuple(make(article) for make in mentions.get(row.text, ()))
        answers[article.id] = Answer(article=article.id, mentions=made)
    scored = score(found, answers)
    return {f.key: f.value for f in figures(scored, gold.wanted)}, scored


def demanded(**fields):
    sides = {
        "actors": (party_of("Utopian ministers", UTOPIA, "GOV"),),
        "recipients": (party_of("Ruritania", RURITANIA),),
    }
    return lambda article: mention_of(
        article, "demanded", **{"type": "REQUEST", "status": "happened", **sides, **fields}
    )


def test_an_older_type_by_its_name_of_today_is_right_to_the_letter(tmp_path):
    by_key, scored = measured(tmp_path, [DEMAND], {TALKS: [demanded()]})
    assert by_key["f1:type strict"] == 1.0
    assert by_key["accuracy:triple strict"] == 1.0
    assert by_key["extra_events:events"] == 0.0
    assert scored[0].slips == ()


def test_a_missed_event_is_wrong_in_every_field(tmp_path):
    by_key, scored = measured(tmp_path, [DEMAND], {})
    assert by_key["accuracy:found"] == 0.0
    assert by_key["f1:type lenient"] == 0.0
    assert by_key["accuracy:recipient code lenient"] == 0.0
    assert [slip.kind for slip in scored[0].slips] == ["missed: REQUEST"]


def test_a_mention_that_shares_no_word_is_no_answer_but_extra(tmp_path):
    def other(article):
        return mention_of(
            article, "border", type="ASSAULT", status="happened", actors=(), recipients=()
        )

    by_key, scored = measured(tmp_path, [DEMAND], {TALKS: [other, demanded()]})
    assert by_key["accuracy:triple strict"] == 1.0
    assert by_key["extra_events:events"] == 1.0
    assert by_key["extra_events:wrong types"] == 1.0
    assert [slip.kind for slip in scored[0].slips] == ["extra: ASSAULT"]


def test_what_did_not_happen_is_found_but_neither_counted_nor_extra(tmp_path):
    planned = demanded(status="planned")
    twice = demanded(status="possible", type="AID", actors=(), recipients=())
    by_key, _ = measured(tmp_path, [DEMAND], {TALKS: [planned, twice]})
    assert by_key["accuracy:found"] == 1.0
    assert by_key["accuracy:found as happened"] == 0.0
    assert by_key["extra_events:events"] == 0.0
    assert by_key["extra_events:events of any status"] == 1.0


def test_a_known_difference_of_the_schemes_is_right_in_the_lenient_reading_only(tmp_path):
    def kidnapped(article):
        return mention_of(
            article, "kidnapped", type="ASSAULT", status="happened",
            actors=(party_of("Soldiers of Utopia", UTOPIA, "MIL"),),
            recipients=(party_of("Ruritanian teacher", RURITANIA, "EDU"),),
        )  # fmt: skip

    by_key, _ = measured(tmp_path, [KIDNAP], {RAID: [kidnapped]})
    assert (by_key["f1:type strict"], by_key["f1:type lenient"]) == (0.0, 1.0)
    assert (by_key["accuracy:triple strict"], by_key["accuracy:triple lenient"]) == (0.0, 1.0)
    assert by_key["accuracy:any type"] == 0.0


def test_a_meeting_may_have_a_visitor_and_a_host(tmp_path):
    def visited(article):
        return mention_of(
            article, "met", type="CONSULT", status="happened",
            actors=(party_of("Utopia", UTOPIA),), recipients=(party_of("Ruritania", RURITANIA),),
        )  # fmt: skip

    by_key, _ = measured(tmp_path, [MEETING], {TRUCE: [visited]})
    assert by_key["accuracy:actor code strict"] == 0.0
    assert by_key["accuracy:triple lenient"] == 1.0


def test_a_place_may_stand_for_the_recipient(tmp_path):
    in_place = demanded(recipients=(), places=(place_of("Ruritania", RURITANIA),))
    by_key, _ = measured(tmp_path, [DEMAND], {TALKS: [in_place]})
    assert by_key["accuracy:recipient code strict"] == 0.0
    assert by_key["accuracy:recipient code lenient"] == 1.0


@pytest.mark.parametrize(("code", "ours"), [("JAP", "JPN"), ("IGO", "UNO")])
def test_a_code_that_is_wrong_in_the_records_is_mended_in_the_lenient_reading(tmp_path, code, ours):
    row = DEMAND | {"recipients": [party("Ruritania", code)]}
    answer = demanded(recipients=(party_of("Ruritania", ours),))
    by_key, _ = measured(tmp_path, [row], {TALKS: [answer]})
    assert by_key["accuracy:recipient country strict"] == 0.0
    assert by_key["accuracy:recipient country lenient"] == 1.0


def test_two_records_of_a_sentence_are_two_events_and_a_record_twice_is_one(tmp_path):
    other = DEMAND | {"type": "THREATEN"}
    (row,) = read([written(tmp_path, DEMAND, other, DEMAND)])
    assert [event.type for event in row.events] == ["DEMAND", "THREATEN"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({**DEMAND, "type": "SHOUT"}, "no type 'SHOUT'"),
        ({**DEMAND, "actors": [party("Utopia", "france")]}, "no code france"),
        ({**DEMAND, "actors": [party("Utopia", "FRA", "gov")]}, "no code FRA gov"),
        ({"text": TALKS}, "missing required field"),
    ],
)
def test_a_broken_record_is_named_with_its_line(tmp_path, row, said):
    path = written(tmp_path, DEMAND, row)
    with pytest.raises(GoldError, match=f"{path.name}, line 2: .*{said}"):
        read([path])


def test_no_file_is_not_measured_and_an_empty_one_is_broken(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
