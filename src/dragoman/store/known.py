"""What near-copy detection asks of the articles in the store."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from dragoman.records import Article, from_json
from dragoman.records.sketch import Kept
from dragoman.store.opening import Database
from dragoman.store.tables import anchors, articles
from dragoman.store.writing import chunks

CROWD = 200
"""Articles given for one anchor, the first that came: more share only a standing phrase."""


class StoredCopies:
    """The store's articles as `dragoman.records.sketch.KnownCopies`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def same_words(self, exact: Collection[str]) -> Mapping[str, str]:
        """Give the origin of each of these word digests that is known."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for some in chunks(sorted(exact)):
                query = select(articles.c.exact, articles.c.origin).order_by(articles.c.key)
                for row in connection.execute(query.where(articles.c.exact.in_(some))):
                    found.setdefault(row.exact, row.origin)
        return found

    def sharing(self, anchors_: Collection[int], /) -> Mapping[int, Collection[str]]:
        """Give, for each of these anchors, the articles known to have it."""
        found: dict[int, list[str]] = defaultdict(list)
        query = (
            select(anchors.c.anchor, articles.c.id)
            .join(articles, articles.c.key == anchors.c.article)
            .order_by(anchors.c.anchor, anchors.c.article)
        )
        with self._database.reading() as connection:
            for some in chunks(sorted(anchors_)):
                for row in connection.execute(query.where(anchors.c.anchor.in_(some))):
                    if len(found[row.anchor]) < CROWD:
                        found[row.anchor].append(row.id)
        return found

    def kept(self, wanted: Collection[str], /) -> Mapping[str, Kept]:
        """Give the words of these articles."""
        found: dict[str, Kept] = {}
        with self._database.reading() as connection:
            for some in chunks(sorted(wanted)):
                query = select(articles.c.record).where(articles.c.id.in_(some))
                for record in connection.execute(query).scalars():
                    article = from_json(record, Article)
                    found[article.id] = Kept(
                        article=article.id,
                        origin=article.origin or article.id,
                        words=article.text if article.text.strip() else article.title or "",
                        published=article.published,
                    )
        return found
