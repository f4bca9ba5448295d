"""What the reader makes of the encoder's vectors: small layers, run as arrays."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman.encoder import Vectors
from dragoman.errors import DataFileError
from dragoman.extract.events.reader.features import ROLES, STATUSES, TYPES

Numbers = npt.NDArray[np.intp]


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the weights (`reader.json`).

    `modes` are TYPE/mode; `ways` the known descriptions of a way through the tree, whole, without
    words and by its ends; `sharpness` the temperature that calibrates the types, fitted on dev;
    `belief` slope and offset that make a likelihood a confidence, as log-odds, fitted on dev
    as well; `digests` the SHA-256 of each other file.
    """

    version: str
    modes: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    sharpness: float = 1.0
    belief: tuple[float, float] = (1.0, 0.0)
    digests: dict[str, str] = {}


def written_in(folder: Path) -> Written:
    """Read `reader.json`; a `DataFileError` where it is broken or missing."""
    file = folder / "reader.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=Written)
    except (OSError, msgspec.MsgspecError) as broken:
        raise DataFileError(str(file), "the event reader", str(broken)) from broken


class WordScores(msgspec.Struct, frozen=True, kw_only=True):
    """Of each word of one sentence: probabilities by `TYPES`, and its vectors for pairs."""

    types: Vectors
    vectors: Vectors


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is held of one trigger: probabilities of statuses, modes, an aggregate, and `about`."""

    status: Mapping[str, float]
    modes: Mapping[str, float]
    aggregate: float
    about: Mapping[str, float]


class Heads:
    """Holds the weights (`heads.npz`); all calls are pure."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "heads.npz", allow_pickle=False) as held:
            self._w = {name: held[name].astype(np.float32) for name in held.files}
        self.written = written_in(folder)
        self._ways = [{w: n + 1 for n, w in enumerate(ways)} for ways in self.written.ways]

    def words(self, vectors: Vectors, marks: Sequence[int]) -> WordScores:
        """Judge every word of a sentence; `marks` is what the rules say of each."""
        mean = np.repeat(vectors.mean(axis=0, keepdims=True), len(vectors), axis=0)
        given = np.concatenate([vectors, mean, self._w["rule"][np.asarray(marks)]], axis=1)
        scores = self._two_layers("type", given) / self.written.sharpness
        return WordScores(types=_softmax(scores), vectors=vectors)

    def verdict(self, vector: Vectors, type_: str) -> Verdict:
        """Judge one trigger by its vector."""
        status = _softmax(self._two_layers("status", vector[None]))[0]
        about = _softmax(self._linear("about", vector[None]))[0]
        modes = _sigmoid(self._linear("mode", vector[None]))[0]
        aggregate = _sigmoid(self._linear("aggregate", vector[None]))[0, 0]
        own = f"{type_}/"
        return Verdict(
            status=dict(zip(STATUSES, map(float, status), strict=True)),
            modes={
                m.removeprefix(own): float(p)
                for m, p in zip(self.written.modes, modes, strict=True)
                if m.startswith(own)
            },
            aggregate=float(aggregate),
            about=dict(zip(TYPES, map(float, about), strict=True)),
        )

    def roles(self, scores: WordScores, pairs: "Pairs") -> Vectors:
        """Give probabilities by `ROLES` for each pair of trigger and word."""
        trigger = self._linear("trigger", scores.vectors[pairs.triggers])
        word = self._linear("word", scores.vectors[pairs.words])
        ways = np.zeros((len(pairs.words), self._w["way0"].shape[1]), dtype=np.float32)
        for n, known in enumerate(self._ways):
            ways += self._w[f"way{n}"][[known.get(way[n], 0) for way in pairs.ways]]
        given = np.concatenate(
            [
                *(trigger, word, trigger * word, ways),
                *(self._w["apart"][pairs.apart], self._w["kind"][pairs.kinds]),
                self._w["typed"][pairs.types],
            ],
            axis=1,
        )
        return _softmax(self._two_layers("role", given))[:, : len(ROLES)]

    def _linear(self, name: str, given: Vectors) -> Vectors:
        weight, bias = self._w[f"{name}.weight"], self._w[f"{name}.bias"]
        return np.asarray(given @ weight.T + bias, dtype=np.float32)

    def _two_layers(self, name: str, given: Vectors) -> Vectors:
        return self._linear(f"{name}2", _gelu(self._linear(f"{name}1", given)))


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of a trigger and a word that may fill a role, as rows of equal length."""

    triggers: Sequence[int]
    words: Sequence[int]
    ways: Sequence[tuple[str, str, str]]
    apart: Sequence[int]
    kinds: Sequence[int]
    types: Sequence[int]


def _gelu(x: Vectors) -> Vectors:
    """The tanh form, as in training."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x**3)
    return np.asarray(0.5 * x * (1.0 + np.tanh(inner)), dtype=np.float32)


def _softmax(x: Vectors) -> Vectors:
    grown = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(x: Vectors) -> Vectors:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)
