"""The small sentence encoder: words in, one vector for each word out. Runs on one core, offline."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Encoding

Vectors = npt.NDArray[np.float32]
"""One row for each word."""

_LONGEST = 192
"""Word pieces in one window; longer sentences are read in several, so that time stays linear."""
_CLS, _SEP = "[CLS]", "[SEP]"


class Encoder:
    """Holds a model in ONNX form and its word pieces (`encoder.onnx`, `tokenizer.json`)."""

    def __init__(self, folder: Path) -> None:
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._pieces.no_truncation()
        self._pieces.no_padding()
        self._ends = [self._number(_CLS), self._number(_SEP)]
        self._session = InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Vectors]:
        """Give the vectors of each sentence's words, that of a word's first piece.

        Each sentence is read alone: in a batch the int8 model scales all sentences together, so
        that a sentence would read otherwise beside others; and on one core it is not faster.
        """
        return [self._sentence(words) for words in sentences]

    def _sentence(self, words: Sequence[str]) -> Vectors:
        out = np.zeros((len(words), self.width), dtype=np.float32)
        for window in self._windows(words):
            out[window.words] = self._run(window.ids)[window.firsts]
        return out

    def _number(self, sign: str) -> int:
        number = self._pieces.token_to_id(sign)
        if number is None:
            raise ValueError(f"the tokenizer knows no {sign}")
        return int(number)

    def _windows(self, words: Sequence[str]) -> Iterator["_Window"]:
        if not words:
            return
        pieces = self._pieces.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        firsts = _firsts(pieces, len(words))
        start = 0
        while start < len(words):
            end = start + 1
            while end < len(words) and firsts[end] - firsts[start] <= _LONGEST:
                end += 1
            upper = firsts[end] if end < len(words) else len(pieces.ids)
            upper = min(upper, firsts[start] + _LONGEST)
            ids = [self._ends[0], *pieces.ids[firsts[start] : upper], self._ends[1]]
            at = [min(firsts[w] - firsts[start] + 1, len(ids) - 1) for w in range(start, end)]
            yield _Window(slice(start, end), at, ids)
            start = end

    def _run(self, pieces: Sequence[int]) -> Vectors:
        ids = np.array([pieces], dtype=np.int64)
        (found,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.asarray(found[0], dtype=np.float32)


class _Window(NamedTuple):
    """A run of a sentence's words: where each of them begins among the pieces."""

    words: slice
    firsts: list[int]
    ids: list[int]


def _firsts(pieces: "Encoding", words: int) -> list[int]:
    """Give the number of each word's first piece; a word without one has the next one's."""
    firsts = [len(pieces.ids)] * words
    for number, word in reversed(list(enumerate(pieces.word_ids))):
        if word is not None:
            firsts[word] = number
    for word in range(words - 2, -1, -1):
        firsts[word] = min(firsts[word], firsts[word + 1])
    return firsts
