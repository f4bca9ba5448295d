"""spaCy's names found with whole arrays: the same names in a third of the time.

spaCy's loop goes from token to token and asks each of 74 moves whether it is allowed, which costs
more than the network. But outside of a name what the network says of a token depends on that
token alone, and inside of one on it, the token before and the name's first. So all tokens are
scored at once as if outside, and all names that begin are then followed in step.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline.ner import EntityRecognizer
    from spacy.tokens import Doc

_Floats = npt.NDArray[np.float32]
_Numbers = npt.NDArray[np.intp]
_Truths = npt.NDArray[np.bool_]

_TOGETHER = 1_000
"""Tokens scored at once, or one longer paragraph: the arrays of more leave the cache."""
_FEATURES = 3
"""What spaCy's network for names looks at: this token, the name's first, the one before."""


def fast_names(nlp: "Language") -> "FastNames | None":
    """Give what finds the names of documents; None where the model's own part is unlike ours."""
    ner = cast("EntityRecognizer", nlp.get_pipe("ner"))
    model, lower = ner.model, ner.model.get_ref("lower")
    is_alike = (
        ner.cfg.get("beam_width") == 1
        and model.attrs.get("has_upper")
        and not model.attrs.get("unseen_classes")
        and lower.get_dim("nF") == _FEATURES
        and lower.get_dim("nP") > 1
    )
    return FastNames(ner) if is_alike else None


class _Where(NamedTuple):
    """Of the tokens of several documents in one row: what the moves are allowed by."""

    starts: _Numbers
    is_space: _Truths
    is_last: _Truths
    """Of its document or of its sentence: a name goes no farther."""


class _Begun(NamedTuple):
    """The tokens at which a name begins: whether it has several tokens, and its label."""

    firsts: _Numbers
    are_long: _Truths
    labels: _Numbers


class _Linear:
    """Some rows of the network's last layer."""

    def __init__(self, weights: _Floats, bias: _Floats) -> None:
        self._weights, self._bias = weights.T.copy(), bias

    def __call__(self, hidden: _Floats) -> _Floats:
        scores: _Floats = hidden @ self._weights + self._bias
        return scores


class FastNames:
    """Sets the names of documents that have their sentences, as spaCy's greedy parser does."""

    def __init__(self, ner: "EntityRecognizer") -> None:
        self._vectors, self._lower = ner.model.get_ref("tok2vec"), ner.model.get_ref("lower")
        self._bias: _Floats = self._lower.get_param("b")
        upper = ner.model.get_ref("upper")
        weights, bias = upper.get_param("W"), upper.get_param("b")
        # `move_names` leaves one out and so does not count as the weights do.
        moves = {ner.moves.get_class_name(n): n for n in range(ner.moves.n_moves)}
        self._labels = [name[2:] for name in moves if name.startswith("B-")]
        names = [name for name in moves if name == "O" or (name[0] in "BU" and name != "U-")]
        outside = [moves[name] for name in names]
        self._begins = np.array([name.startswith("B-") for name in names])
        self._names = np.array([name != "O" for name in names])
        self._label = np.array([-1 if n == "O" else self._labels.index(n[2:]) for n in names])
        further = [moves[f"I-{label}"] for label in self._labels]
        last = [moves[f"L-{label}"] for label in self._labels]
        self._outside = _Linear(weights[outside], bias[outside])
        self._further = _Linear(weights[further], bias[further])
        self._ends = _Linear(weights[last], bias[last])

    def __call__(self, docs: "Sequence[Doc]") -> None:
        """Set the names of each document."""
        together: list[Doc] = []
        for doc in filter(len, docs):
            if together and sum(map(len, together)) + len(doc) > _TOGETHER:
                self._set(together)
                together = []
            together.append(doc)
        if together:
            self._set(together)

    def _set(self, docs: "list[Doc]") -> None:
        where = _where(docs)
        rows: _Floats = self._lower.predict(self._vectors.predict(docs))
        nothing, seen = rows[0], rows[1:]  # the first row stands for "no such token"
        scores = self._outside(self._hidden(seen[:, 0] + nothing[1] + nothing[2]))
        scores[np.ix_(where.is_space, self._names)] = -np.inf
        scores[np.ix_(where.is_last, self._begins)] = -np.inf
        best = scores.argmax(axis=1)
        (firsts,) = np.nonzero(self._names[best])
        best = best[firsts]
        begun = _Begun(firsts, self._begins[best], self._label[best])
        lasts = self._followed(seen, where, begun)
        self._write(docs, where, list(zip(firsts, lasts, begun.labels, strict=True)))

    def _hidden(self, summed: _Floats) -> _Floats:
        hidden: _Floats = (summed + self._bias).max(axis=-1)
        return hidden

    def _followed(self, seen: _Floats, where: _Where, begun: "_Begun") -> _Numbers:
        """Give the last token of each name; those of several tokens go on, all in step."""
        lasts = begun.firsts.copy()
        (going,) = np.nonzero(begun.are_long)
        while len(going):
            lasts[going] += 1
            here, first = lasts[going], begun.firsts[going]
            hidden = self._hidden(seen[here, 0] + seen[first, 1] + seen[here - 1, 2])
            own = (np.arange(len(going)), begun.labels[going])
            goes_on = self._further(hidden)[own] > self._ends(hidden)[own]
            going = going[goes_on & ~where.is_last[here]]
        return lasts

    def _write(self, docs: "list[Doc]", where: _Where, found: list[tuple[int, int, int]]) -> None:
        """Set what was found; a name that would begin inside of one before is none."""
        from spacy.tokens import Span

        spans: list[list[Span]] = [[] for _ in docs]
        numbers = np.searchsorted(where.starts, [first for first, _, _ in found], side="right") - 1
        free = 0
        for number, (first, last, label) in zip(numbers.tolist(), found, strict=True):
            if first < free:
                continue
            free = last + 1
            start = int(where.starts[number])
            spans[number].append(
                Span(docs[number], first - start, free - start, label=self._labels[label])
            )
        for doc, its in zip(docs, spans, strict=True):
            doc.set_ents(its, default="outside")


def _where(docs: "list[Doc]") -> _Where:
    from spacy.attrs import IS_SPACE, SENT_START

    lengths: _Numbers = np.array([len(doc) for doc in docs], dtype=np.intp)
    ends = lengths.cumsum()
    asked = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
    is_last = np.roll(asked[:, 1] == 1, -1)
    is_last[ends - 1] = True
    return _Where(starts=ends - lengths, is_space=asked[:, 0] == 1, is_last=is_last)
