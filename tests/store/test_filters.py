"""A filter gives what it asks for, of mentions, events and articles."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.consolidate import consolidate
from dragoman.errors import UsageError
from dragoman.records.filter import EVERYTHING, Filter
from dragoman.store import Store, open_store
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, speaker_of

RUSSIA = party_of("Russian forces", "RUS", "MIL")
UKRAINE = party_of("Ukraine", "UKR")
ASSAD = party_of("President Assad", "SYR", "GOV", name="Bashar al-Assad")
KHARKIV = place_of("Kharkiv", "UKR", at=(50.0, 36.25), admin1="Kharkiv Oblast")
SUVA = place_of("Suva", "FJI", at=(-18.14, 178.44))
STRIKE = article_of("Russian forces shelled Kharkiv's Łódzka street.", published=date(2024, 3, 12))
TALKS = article_of("Assad met an envoy, state media said.", published=date(2024, 3, 20))
RUMOUR = article_of("Ukraine may strike back; nothing is known.")
MENTIONS = {
    "strike": mention_of(
        STRIKE, "shelled", actors=(RUSSIA,), recipients=(UKRAINE,), place=KHARKIV,
        time=day_of(date(2024, 3, 12)), modes=("heavy-weapons",),
    ),
    "talks": mention_of(
        TALKS, "met", type="CONSULT", quad=1, score=1.0, actors=(ASSAD, UKRAINE), place=SUVA,
        time=day_of(date(2024, 3, 18), date(2024, 3, 24)), said_by=(speaker_of("state media"),),
    ),
    "rumour": mention_of(RUMOUR, "strike", status="possible", actors=(UKRAINE,)),
}  # fmt: skip
ANY: tuple[()] = ()
CASES = [
    (Filter(), {"strike", "talks"}),
    (EVERYTHING, {"strike", "talks", "rumour"}),
    (Filter(statuses=("possible",)), {"rumour"}),
    (Filter(types=("CONSULT",)), {"talks"}),
    (Filter(types=("CONSULT", "ASSAULT")), {"strike", "talks"}),
    (Filter(modes=("heavy-weapons",)), {"strike"}),
    (Filter(actors=("RUS",)), {"strike"}),
    (Filter(actors=("rusmil",)), {"strike"}),
    (Filter(actors=("MIL",)), {"strike"}),
    (Filter(actors=("bashar AL-ASSAD",)), {"talks"}),
    (Filter(actors=("Assad",)), {"talks"}),
    (Filter(actors=("test:Bashar al-Assad",)), {"talks"}),
    (Filter(actors=("UKR",), statuses=ANY), {"talks", "rumour"}),
    (Filter(recipients=("UKR",)), {"strike"}),
    (Filter(dyad=("UKR", "RUS")), {"strike"}),
    (Filter(dyad=("SYR", "UKR")), {"talks"}),
    (Filter(dyad=("SYR", "RUS")), set()),
    (Filter(countries=("UKR",)), {"strike"}),
    (Filter(admin1=("kharkiv oblast",)), {"strike"}),
    (Filter(bbox=(30.0, 45.0, 40.0, 55.0)), {"strike"}),
    (Filter(bbox=(170.0, -30.0, -170.0, 0.0)), {"talks"}),
    (Filter(from_=date(2024, 3, 13)), {"talks"}),
    (Filter(to=date(2024, 3, 17), statuses=ANY), {"strike"}),
    (Filter(from_=date(2024, 3, 20), to=date(2024, 3, 20)), {"talks"}),
    (Filter(speakers=("state media",)), {"talks"}),
    (Filter(as_of=date(2024, 3, 15), statuses=ANY), {"strike"}),
    (Filter(text="SHELLED kharkiv"), {"strike"}),
    (Filter(text="lodzka"), set()),
    (Filter(text='"an envoy"'), {"talks"}),
    (Filter(text='"envoy an"'), set()),
    (Filter(text='met AND NOT "'), set()),
    (Filter(min_origins=2), set()),
    (Filter(actors=("'; DROP TABLE mentions; --",)), set()),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("store") / "t.db"
    with open_store(str(path)) as opened:
        opened.add([STRIKE, TALKS, RUMOUR], MENTIONS.values())
        opened.replace_events(consolidate(opened.mentions()))
        yield opened


@pytest.mark.parametrize(("wanted", "names"), CASES)
def test_a_filter_gives_what_it_asks_for(store: Store, wanted: Filter, names: set[str]) -> None:
    ids = {MENTIONS[name].id for name in names}

    assert {m.id for m in store.mentions(wanted)} == ids
    assert {m for e in store.events(wanted) for m in e.mentions} == ids


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EVERYTHING, {STRIKE.id, TALKS.id, RUMOUR.id}),
        (Filter(), {STRIKE.id, TALKS.id, RUMOUR.id}),
        (Filter(from_=date(2024, 3, 15)), {TALKS.id}),
        (Filter(text="Kharkiv"), {STRIKE.id}),
        (Filter(types=("CONSULT",)), {TALKS.id}),
        (Filter(statuses=("possible",)), {RUMOUR.id}),
        (Filter(actors=("UKR",), statuses=ANY), {TALKS.id, RUMOUR.id}),
    ],
)
def test_articles_are_found_by_day_words_and_events(
    store: Store, wanted: Filter, found: set[str]
) -> None:
    assert {a.id for a in store.articles(wanted)} == found


def test_a_text_without_words_is_wrong_usage(store: Store) -> None:
    with pytest.raises(UsageError, match="holds no word"):
        list(store.mentions(Filter(text=' "" - ')))


def test_events_of_two_origins_are_found_by_their_number(tmp_path: Path) -> None:
    articles = [
        article_of(f"{STRIKE.text} So said {n}.", source=n, published=STRIKE.published)
        for n in ("A", "B")
    ]
    mentions = [
        mention_of(a, "shelled", actors=(RUSSIA,), place=KHARKIV, time=day_of(date(2024, 3, 12)))
        for a in articles
    ]
    with open_store(str(tmp_path / "t.db")) as store:
        store.add([*articles, TALKS], [*mentions, MENTIONS["talks"]])
        store.replace_events(consolidate(store.mentions()))

        (event,) = store.events(Filter(min_origins=2))
        held = {m.id for m in store.mentions(Filter(min_origins=2))}

    assert event.origins == 2
    assert held == {m.id for m in mentions}
