"""Tiny builders for tests of Dragoman, ours and a plugin's."""

from dragoman.pipeline.articles import article_of_text as article_of

__all__ = ["article_of"]
