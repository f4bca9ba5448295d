"""Brings bytes in and says from where and when; decides nothing about what they say.

`read_inputs` is the door: files, folders, globs and standard input become `RawItem`s, whatever
cannot be used becomes a `Problem`. What a file is is seen from its content, never from its name
alone.
"""

from dragoman.ingest.given import shown_name
from dragoman.ingest.inputs import read_inputs

__all__ = ["read_inputs", "shown_name"]
