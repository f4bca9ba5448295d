"""The network: a small encoder with one head for each question, trained on all of them at once."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dragoman.extract.events.reader.features import KINDS, ROLES, SIDEWAYS, STATUSES, TYPES
from reader.batches import Batch, Known

RULE, PAIR, WAY, SIDE, KIND, TYPED = 48, 128, 64, 16, 16, 32
"""Widths of the inputs beside the encoder's; tried by hand on dev, none of them matters much."""
HIDDEN = 256


class Network(nn.Module):
    """Encoder and heads. The names of the heads are those of `heads.npz`."""

    def __init__(self, weights: Path, known: Known, *, layers: Sequence[int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights)
        kept = [self.encoder.encoder.layer[n] for n in layers]
        self.encoder.encoder.layer = nn.ModuleList(kept)
        self.encoder.config.num_hidden_layers = len(kept)
        self.encoder.pooler = None
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.rule = nn.Embedding(2 * len(TYPES), RULE)
        self.type1, self.type2 = nn.Linear(2 * width + RULE, HIDDEN), nn.Linear(HIDDEN, len(TYPES))
        self.status1, self.status2 = nn.Linear(width, 128), nn.Linear(128, len(STATUSES))
        self.mode = nn.Linear(width, len(known.modes))
        self.aggregate = nn.Linear(width, 1)
        self.about = nn.Linear(width, len(TYPES))
        self.trigger, self.word = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.way0, self.way1, self.way2 = (nn.Embedding(len(w) + 1, WAY) for w in known.ways)
        self.apart = nn.Embedding(2 * SIDEWAYS + 3, SIDE)
        self.kind = nn.Embedding(len(KINDS), KIND)
        self.typed = nn.Embedding(len(TYPES), TYPED)
        given = 3 * PAIR + WAY + SIDE + KIND + TYPED
        self.role1, self.role2 = nn.Linear(given, 160), nn.Linear(160, len(ROLES))
        self.gelu = nn.GELU("tanh")

    def words(self, batch: Batch) -> Tensor:
        """Give the vectors of all words of a batch, one sentence after the other."""
        found = self.encoder(input_ids=batch.ids, attention_mask=batch.mask).last_hidden_state
        return found[batch.rows, batch.firsts]

    def types(self, words: Tensor, batch: Batch) -> Tensor:
        """Score each word's type, from the word, its sentence and what the rules say."""
        sums = torch.zeros(len(batch.sizes), words.shape[1]).index_add(0, batch.rows, words)
        means = sums / torch.tensor(batch.sizes)[:, None]
        given = torch.cat([words, means[batch.rows], self.rule(batch.marks)], -1)
        return self.type2(self.dropout(self.gelu(self.type1(given))))

    def statuses(self, triggers: Tensor) -> Tensor:
        """Score each trigger's status."""
        return self.status2(self.gelu(self.status1(triggers)))

    def roles(self, words: Tensor, batch: Batch) -> Tensor:
        """Score the role of each pair of trigger and word."""
        trigger, word = self.trigger(words)[batch.pair_heads], self.word(words)[batch.pair_words]
        ways = self.way0(batch.ways[0]) + self.way1(batch.ways[1]) + self.way2(batch.ways[2])
        given = [
            *(trigger, word, trigger * word, ways),
            *(self.apart(batch.pair_apart), self.kind(batch.pair_kinds)),
            self.typed(batch.pair_types),
        ]
        return self.role2(self.gelu(self.role1(self.dropout(torch.cat(given, -1)))))
