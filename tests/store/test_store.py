"""What is put into the store comes out the same, once, and whatever happens meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from dragoman.consolidate import consolidate, consolidate_new
from dragoman.dedupe import origins
from dragoman.records import Article, Mention, Problem, to_json
from dragoman.records.candidates import Block, Day
from dragoman.records.run import Run
from dragoman.store import Store, open_store
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, toll_of

TUESDAY = date(2021, 8, 31)
DARAA = place_of("Daraa", at=(32.62, 36.10))
ARMY = party_of("Syrian forces", "SYR", "MIL")
LEAD = "Syrian forces shelled Daraa on Tuesday."
PROBLEM = Problem(code="unreadable", subject="in.bin", said="no text in it", remedy="leave it out")


def shelling(source: str, **fields: object) -> tuple[Article, Mention]:
    text = f"{LEAD}\nRebels answered, said {source} and its many correspondents."
    article = article_of(text, source=source, published=TUESDAY)
    usual = {"actors": (ARMY,), "place": DARAA, "time": day_of(TUESDAY)}
    return article, mention_of(article, "shelled", **{**usual, **fields})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "t.db")) as opened:
        yield opened


def consolidated(store: Store) -> tuple[int, ...]:
    return tuple(store.replace_events(consolidate_new(store.loose_mentions(), store.candidates())))


def test_articles_and_mentions_come_back_as_they_were(store: Store) -> None:
    article, mention = shelling("A", tolls=(toll_of("dead", 4),))

    store.add([article], [mention], [PROBLEM])

    assert list(store.articles()) == [article]
    assert list(store.mentions()) == [mention]
    assert list(store.problems()) == [PROBLEM]


def test_adding_twice_changes_nothing_and_says_so(store: Store) -> None:
    article, mention = shelling("A")

    first = store.add([article, article], [mention], [PROBLEM, PROBLEM])
    second = store.add([article], [mention], [PROBLEM])

    assert (first.articles, first.mentions, first.problems) == (1, 1, 1)
    assert tuple(second) == (0, 0, 0)
    assert store.counts() == {"articles": 1, "mentions": 1, "events": 0, "problems": 1}


def test_a_mention_is_never_changed_by_adding_it_again(store: Store) -> None:
    article, mention = shelling("A")
    store.add([article], [mention])

    store.add([], [msgspec.structs.replace(mention, confidence=0.1)])

    assert next(iter(list(store.mentions()))).confidence == mention.confidence


def test_known_articles_are_named_and_others_are_not(store: Store) -> None:
    article, _ = shelling("A")
    store.add([article])

    assert store.known_articles([article.id, "a_none"]) == {article.id}
    assert store.known_articles(f"a_{n}" for n in range(2000)) == set()


def test_a_mention_read_from_the_store_names_its_event(store: Store) -> None:
    article, mention = shelling("A")
    store.add([article], [mention])

    consolidated(store)

    (event,) = store.events()
    (read,) = store.mentions()
    assert read.event == event.id
    assert event.mentions == (mention.id,)
    assert list(store.loose_mentions()) == []


def test_events_come_back_byte_for_byte(store: Store) -> None:
    pairs = [shelling(s, tolls=(toll_of("dead", n),)) for n, s in enumerate("ABC", 3)]
    events = consolidate([m for _, m in pairs])
    store.add([a for a, _ in pairs], [m for _, m in pairs])

    store.replace_events(events)

    assert [to_json(e) for e in store.events()] == [to_json(e) for e in events]


def test_consolidating_twice_changes_nothing_and_says_so(store: Store) -> None:
    pairs = [shelling(s) for s in "AB"]
    store.add([a for a, _ in pairs], [m for _, m in pairs])
    consolidated(store)

    assert consolidated(store) == (0, 0, 0, 0)
    again = store.replace_events(consolidate(store.mentions(), store.events()))
    assert tuple(again) == (0, 0, 1, 0)


def test_runs_that_add_give_the_events_of_one_run(tmp_path: Path) -> None:
    pairs = [shelling(s) for s in "ABCD"]
    with open_store(str(tmp_path / "one.db")) as one, open_store(str(tmp_path / "by.db")) as by:
        one.add([a for a, _ in pairs], [m for _, m in pairs])
        consolidated(one)
        for article, mention in reversed(pairs):
            by.add([article], [mention])
            consolidated(by)

        (whole,), (grown,) = one.events(), by.events()

    assert grown.mentions == whole.mentions
    assert (grown.origins, grown.articles) == (whole.origins, whole.articles) == (4, 4)
    assert grown.revision == 4


def test_an_event_that_went_into_another_leaves_a_tombstone(store: Store) -> None:
    pairs = [shelling(s) for s in "AB"]
    store.add([a for a, _ in pairs], [m for _, m in pairs])
    apart = [e for _, m in pairs for e in consolidate([m])]
    store.replace_events(apart)

    joined = store.replace_events(consolidate([m for _, m in pairs], apart))

    (standing,) = store.events()
    (gone,) = {e.id for e in apart} - {standing.id}
    stone = store.event(gone)
    assert joined.merged == 1
    assert stone is not None
    assert stone.merged_into == standing.id
    assert store.counts()["events"] == 1
    assert {m.event for m in store.mentions()} == {standing.id}


def test_an_event_nobody_knows_is_none(store: Store) -> None:
    assert store.event("e_none") is None


def test_a_shard_that_fails_leaves_the_store_as_it_was(store: Store) -> None:
    article, mention = shelling("A")
    store.add([article], [mention])

    def breaks() -> Iterator[Mention]:
        yield shelling("B")[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add([shelling("B")[0]], breaks())

    assert list(store.articles()) == [article]
    assert tuple(store.add([shelling("B")[0]], [shelling("B")[1]])) == (1, 1, 0)


def test_a_run_killed_before_its_events_were_made_is_finished_by_the_next(store: Store) -> None:
    article, mention = shelling("A")
    store.add([article], [mention])

    assert [m.id for m in store.loose_mentions()] == [mention.id]
    assert consolidated(store) == (1, 0, 0, 0)


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    pairs = [shelling(s) for s in "ABC"]
    store.add([a for a, _ in pairs[:2]], [m for _, m in pairs[:2]])
    reading = store.mentions()
    first = next(reading)

    store.add([pairs[2][0]], [pairs[2][1]])

    assert {first.id, *(m.id for m in reading)} == {m.id for _, m in pairs[:2]}
    assert store.counts()["mentions"] == 3


def test_mentions_of_articles_come_in_the_order_asked(store: Store) -> None:
    pairs = [shelling(s) for s in "ABC"]
    store.add([a for a, _ in pairs], [m for _, m in pairs])
    wanted = [pairs[2][0].id, pairs[0][0].id, "a_none", pairs[2][0].id]

    assert [m.id for m in store.mentions_of(wanted)] == [pairs[2][1].id, pairs[0][1].id]


def test_a_headlines_mention_comes_before_the_texts(store: Store) -> None:
    article = article_of("It hit Gao.", title="Attack on Gao", published=TUESDAY)
    text, title = mention_of(article, "hit"), mention_of(article, "Attack", title=True)

    store.add([article], [text, title])

    assert [m.id for m in store.mentions()] == [title.id, text.id]


def test_a_copy_of_a_stored_article_gets_its_origin(store: Store) -> None:
    words = " ".join(f"word{n}" for n in range(80))
    first = origins([article_of(words, source="A")], store.sketches())
    store.add(first.articles, sketches=first.sketches)

    exact = origins([article_of(words, source="B")], store.sketches())
    near = origins([article_of(words + " and a line of our own", source="C")], store.sketches())

    assert exact.articles[0].origin == first.articles[0].origin
    assert near.articles[0].origin == first.articles[0].origin


def test_an_origin_lists_all_its_articles_and_its_first(store: Store) -> None:
    copies = origins([article_of(LEAD, source=s, published=TUESDAY) for s in "AB"])
    store.add([*copies.articles, shelling("C")[0]], sketches=copies.sketches)

    by_size = sorted(store.origins(), key=lambda o: len(o.articles))

    assert [len(o.articles) for o in by_size] == [1, 2]
    assert by_size[1].sources == ("A", "B")
    assert by_size[1].lead == min(a.id for a in copies.articles)


def test_candidates_are_found_by_origin_and_by_day(store: Store) -> None:
    article, mention = shelling("A")
    store.add([article], [mention])
    day = Day("ASSAULT", "happened", TUESDAY, TUESDAY)
    past = store.candidates()

    assert [m.id for m in past.in_origins({article.id})] == [mention.id]
    assert list(past.in_origins({article.id}, kinds={("ASSAULT", "possible")})) == []
    assert past.origins_in({Block(day, None)}) == {article.id}
    assert past.origins_in({Block(day, "SYR"), Block(day, "IRQ")}) == {article.id}
    assert past.origins_in({Block(day, "IRQ")}) == set()
    assert past.origins_in({Block(day._replace(status="possible"), "SYR")}) == set()


def test_a_day_and_a_country_told_in_two_mentions_are_found_together(store: Store) -> None:
    article = article_of("It hit Daraa.", title="Attack on Tuesday", published=TUESDAY)
    place = mention_of(article, "hit", place=DARAA)
    day = mention_of(article, "Attack", title=True, time=day_of(TUESDAY))
    store.add([article], [place, day])

    block = Block(Day("ASSAULT", "happened", TUESDAY, TUESDAY), "SYR")

    assert store.candidates().origins_in({block}) == {article.id}


def test_a_run_is_written_when_it_begins_and_again_when_it_ends(store: Store) -> None:
    begun = Run(id="r_1", started=datetime(2024, 1, 1, tzinfo=UTC), inputs=("news/",))
    store.begin_run(begun)
    assert [r.finished for r in store.runs()] == [None]

    ended = msgspec.structs.replace(
        begun, finished=datetime(2024, 1, 2, tzinfo=UTC), counts={"articles": 2}
    )
    store.finish_run(ended)

    assert list(store.runs()) == [ended]


@pytest.mark.parametrize("text", ["", "nul \x00 inside", "السلام 🕊 “q”", "a" * 50_000])
def test_any_text_goes_round(store: Store, text: str) -> None:
    article = article_of(text, source="A")

    store.add([article])

    assert list(store.articles()) == [article]
