"""Coders that stand in for the pipeline: what an article says decides what happens to it."""

import os
import time

from dragoman.errors import DataFileError
from dragoman.pipeline.coder import CodeArticle, Coded
from dragoman.records import Article
from dragoman.testing import mention_of


def obedient() -> CodeArticle:
    """Build a coder that does what the article's first word says."""
    return _code


def _code(article: Article) -> Coded:
    order = article.text.split()[0]
    if order == "crash":
        raise KeyError("no such verb")
    if order == "die":
        os._exit(9)
    if order == "sleep":
        time.sleep(30)
    return Coded(article=article.id, mentions=(mention_of(article, article.text),))


def broken() -> CodeArticle:
    """Fail as a broken data file does."""
    raise DataFileError("words.yml", "entry 3", "has no example")
