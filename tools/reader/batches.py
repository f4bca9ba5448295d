"""Sentences made into tensors."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.extract.events.reader.features import (
    ROLES,
    STATUSES,
    TYPES,
    Ruled,
    apart,
    rule_marks,
)
from reader.examples import Sentence, Trigger

OFTEN = 3
"""Times a way through the tree must be seen to be known."""
LONGEST = 256
"""Word pieces of a sentence."""


class Known(NamedTuple):
    """What the heads tell apart: TYPE/mode, and the three descriptions of ways."""

    modes: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]


class Batch(NamedTuple):
    """Inputs and answers. Words of all sentences stand in one row; a weight of 0 asks nothing."""

    ids: Tensor
    mask: Tensor
    rows: Tensor
    firsts: Tensor
    marks: Tensor
    types: Tensor
    type_weights: Tensor
    heads: Tensor
    statuses: Tensor
    modes: Tensor
    mode_weights: Tensor
    aggregates: Tensor
    abouts: Tensor
    pair_heads: Tensor
    pair_words: Tensor
    ways: tuple[Tensor, Tensor, Tensor]
    pair_apart: Tensor
    pair_kinds: Tensor
    pair_types: Tensor
    roles: Tensor
    sizes: list[int]


def known_of(sentences: Sequence[Sentence]) -> Known:
    """Gather the modes and ways of the training part."""
    triggers = [t for s in sentences for t in s.triggers]
    modes = {f"{t.type}/{m}" for t in triggers for m in t.modes or ()}
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for trigger in triggers:
        for way in trigger.ways:
            for count, described in zip(counts, way, strict=True):
                count[described] += 1
    ways = tuple(tuple(sorted(w for w, n in c.items() if n >= OFTEN)) for c in counts)
    return Known(tuple(sorted(modes)), ways)


class Maker:
    """Makes batches; `forgets` is the share of the rules' marks that training leaves out."""

    def __init__(self, pieces: Tokenizer, known: Known) -> None:
        self._pieces = pieces
        self._modes = {m: n for n, m in enumerate(known.modes)}
        self._ways = [{w: n + 1 for n, w in enumerate(ways)} for ways in known.ways]

    def __call__(
        self, sentences: Sequence[Sentence], *, chance: random.Random, forgets: float
    ) -> Batch:
        """Make one batch."""
        encoded = [self._ids(s.words) for s in sentences]
        longest = max(len(ids) for ids, _ in encoded)
        ids = torch.zeros(len(sentences), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, (pieces, _) in enumerate(encoded):
            ids[row, : len(pieces)] = torch.tensor(pieces)
            mask[row, : len(pieces)] = 1
        offsets, total = [], 0
        for s in sentences:
            offsets.append(total)
            total += len(s.words)
        types, weights = self._types(sentences, offsets, total)
        triggers = [(o, s, t) for o, s in zip(offsets, sentences, strict=True) for t in s.triggers]
        modes, mode_weights = self._mode_answers([t for _, _, t in triggers])
        pairs = [(o, s, t, n) for o, s, t in triggers for n in range(len(s.fit))]
        return Batch(
            ids=ids,
            mask=mask,
            rows=_ints(r for r, s in enumerate(sentences) for _ in s.words),
            firsts=_ints(first for _, firsts in encoded for first in firsts),
            marks=_ints(m for s in sentences for m in _marks(s, chance, forgets)),
            types=types,
            type_weights=weights,
            heads=_ints(o + t.head for o, _, t in triggers),
            statuses=_ints(STATUSES.index(t.status) for _, _, t in triggers),
            modes=modes,
            mode_weights=mode_weights,
            aggregates=torch.tensor([float(t.aggregate) for _, _, t in triggers]),
            abouts=_ints(-100 if t.about is None else TYPES.index(t.about) for _, _, t in triggers),
            pair_heads=_ints(o + t.head for o, _, t, _ in pairs),
            pair_words=_ints(o + s.fit[n] for o, s, _, n in pairs),
            ways=(self._way(pairs, 0), self._way(pairs, 1), self._way(pairs, 2)),
            pair_apart=_ints(apart(t.head, s.fit[n]) for _, s, t, n in pairs),
            pair_kinds=_ints(s.kinds[s.fit[n]] for _, s, _, n in pairs),
            pair_types=_ints(TYPES.index(t.type) for _, _, t, _ in pairs),
            roles=_ints(_role(t, s.fit[n]) for _, s, t, n in pairs),
            sizes=[len(s.words) for s in sentences],
        )

    def _ids(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        found = self._pieces.encode(list(words), is_pretokenized=True)
        ids = found.ids[:LONGEST]
        firsts = [len(ids) - 1] * len(words)
        for number, word in reversed(list(enumerate(found.word_ids[:LONGEST]))):
            if word is not None:
                firsts[word] = number
        for word in range(len(words) - 2, -1, -1):
            firsts[word] = min(firsts[word], firsts[word + 1])
        return ids, firsts

    def _types(
        self, sentences: Sequence[Sentence], offsets: Sequence[int], total: int
    ) -> tuple[Tensor, Tensor]:
        types = torch.zeros(total, dtype=torch.long)
        weights = torch.ones(total)
        for offset, sentence in zip(offsets, sentences, strict=True):
            for trigger in sentence.triggers:
                weights[[offset + w for w in trigger.words]] = 0.0
            for trigger in sentence.triggers:
                types[offset + trigger.head] = TYPES.index(trigger.type)
                weights[offset + trigger.head] = 1.0
        return types, weights

    def _mode_answers(self, triggers: Sequence[Trigger]) -> tuple[Tensor, Tensor]:
        answers = torch.zeros(len(triggers), len(self._modes))
        weights = torch.zeros_like(answers)
        for row, trigger in enumerate(triggers):
            if trigger.modes is None:
                continue
            for mode, column in self._modes.items():
                if mode.startswith(f"{trigger.type}/"):
                    weights[row, column] = 1.0
                    answers[row, column] = float(mode.split("/", 1)[1] in trigger.modes)
        return answers, weights

    def _way(self, pairs: Sequence[tuple[int, Sentence, Trigger, int]], which: int) -> Tensor:
        known = self._ways[which]
        return _ints(known.get(t.ways[n][which], 0) for _, _, t, n in pairs)


def _role(trigger: Trigger, word: int) -> int:
    return next((ROLES.index(role) for role, w in trigger.roles if w == word), 0)


def _marks(sentence: Sentence, chance: random.Random, forgets: float) -> list[int]:
    kept = [Ruled(*r) for r in sentence.ruled if forgets == 0.0 or chance.random() >= forgets]
    return rule_marks(len(sentence.words), kept)


def _ints(numbers: Iterator[int]) -> Tensor:
    return torch.tensor(list(numbers), dtype=torch.long)
