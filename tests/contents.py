"""What two stores must have in common that were filled by other ways."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from dragoman.records import Article, Mention, to_json
from dragoman.store import Store, open_store


def contents(db: Path) -> dict[str, list[bytes]]:
    """Give everything but ids and revisions of events, and how an article was come by.

    An origin is named after the article that came first: here it goes by its lowest.
    """
    with open_store(str(db), create=False) as store:
        check_whole(store)
        origins = {o.id: min(o.articles) for o in store.origins()}
        events = (
            replace(e, id="e", part_of=e.part_of and "e", revision=1, history=())
            for e in store.events()
        )
        named = (replace(o, id=origins[o.id]) for o in store.origins())
        return {
            "articles": sorted(to_json(_article(a, origins)) for a in store.articles()),
            "mentions": sorted(to_json(_mention(m, origins)) for m in store.mentions()),
            "events": sorted(map(to_json, events)),
            "origins": sorted(map(to_json, named)),
        }


def _article(article: Article, origins: Mapping[str, str]) -> Article:
    return replace(article, fetched=None, raw=None, origin=origins[article.origin or article.id])


def _mention(mention: Mention, origins: Mapping[str, str]) -> Mention:
    told = mention.article
    return replace(
        mention, event=None, article=replace(told, origin=origins.get(told.origin or told.id))
    )


def check_whole(store: Store) -> None:
    """Check that each mention is in one event, the one that it names."""
    held = [(m, e.id) for e in store.events() for m in e.mentions]
    assert sorted(held) == sorted((m.id, m.event) for m in store.mentions())
