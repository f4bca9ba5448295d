"""An earlier day is told as it was known then."""

from datetime import date
from pathlib import Path

from dragoman.consolidate import consolidate
from dragoman.publish import events_as_of
from dragoman.records.filter import EVERYTHING, Filter
from dragoman.store import open_store
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, toll_of

DAY, LATER = date(2024, 3, 8), date(2024, 3, 12)
TOWN = place_of("Konduga", "NGA", at=(11.65, 13.42))
RAIDERS = party_of("militants", "NGA", "REB")


def test_a_later_report_is_not_in_an_earlier_day(tmp_path: Path) -> None:
    told = []
    for published, dead in ((DAY, 12), (LATER, 30)):
        article = article_of(f"Militants raided Konduga, killing {dead}.", published=published)
        told.append(
            (article, mention_of(
                article, "raided", actors=(RAIDERS,), place=TOWN, time=day_of(DAY),
                tolls=(toll_of("dead", dead),),
            ))
        )  # fmt: skip
    with open_store(str(tmp_path / "t.db")) as store:
        store.add([a for a, _ in told], [m for _, m in told])
        store.replace_events(consolidate(store.mentions()))

        (then,) = events_as_of(store, Filter(as_of=DAY))
        (now,) = events_as_of(store, EVERYTHING)
        before = list(events_as_of(store, Filter(as_of=date(2024, 1, 1))))

    assert (then.tolls[0].best, then.articles, then.last_reported) == (12, 1, DAY)
    assert (now.tolls[0].best, now.articles, now.last_reported) == (30, 2, LATER)
    assert then.revision == 1
    assert before == []
