"""Trains the network and measures it on dev, sentence by sentence."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor, nn

from dragoman.extract.events.reader.features import ROLES, TYPES
from reader.batches import Batch, Maker
from reader.examples import Sentence
from reader.network import Network

TOGETHER = 16
"""Sentences in a batch."""
ENCODER_RATE, HEAD_RATE = 1.5e-4, 2e-3
"""Learning rates for six layers; with three of them 3e-4 was better on dev than 5e-5 and 2e-4."""
WARM_UP = 0.1
EVEN = 0.5
"""Chance of no event below which a word counts as a trigger in these figures."""
FORGETS = 0.15
"""Share of the rules' marks left out, so that the reader does not lean on them alone."""


def train(
    network: Network, maker: Maker, sentences: Sequence[Sentence], *, epochs: int, seed: int
) -> Iterator[tuple[int, float, float]]:
    """Train; yields the number of each epoch, its mean loss and its seconds."""
    chance = random.Random(seed)
    encoder = list(network.encoder.parameters())
    inside = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in inside]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "weight_decay": 0.01}, {"params": heads, "weight_decay": 0.01}]
    )
    steps, step = epochs * -(-len(sentences) // TOGETHER), 0
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        network.train()
        batches = _shuffled(sentences, chance)
        for chosen in batches:
            pace = min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1.0 - step / steps)
            for group, rate in zip(optimiser.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * pace
            loss = _loss(network, maker(chosen, chance=chance, forgets=FORGETS))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            total += loss.item()
        yield epoch + 1, total / len(batches), time.monotonic() - began


def _shuffled(sentences: Sequence[Sentence], chance: random.Random) -> list[list[Sentence]]:
    """Batches of sentences of like length, in chance order."""
    order = list(sentences)
    chance.shuffle(order)
    out = []
    for start in range(0, len(order), TOGETHER * 20):
        pool = sorted(order[start : start + TOGETHER * 20], key=lambda s: len(s.words))
        out += [pool[n : n + TOGETHER] for n in range(0, len(pool), TOGETHER)]
    chance.shuffle(out)
    return out


def _loss(network: Network, batch: Batch) -> Tensor:
    words = network.dropout(network.words(batch))
    asked = F.cross_entropy(
        network.types(words, batch), batch.types, reduction="none", label_smoothing=0.02
    )
    loss = 0.5 * (asked * batch.type_weights).sum() / len(batch.sizes)
    if not len(batch.heads):
        return loss
    triggers = words[batch.heads]
    loss = loss + 0.7 * F.cross_entropy(network.statuses(triggers), batch.statuses)
    modes = F.binary_cross_entropy_with_logits(
        network.mode(triggers), batch.modes, reduction="none"
    )
    loss = loss + 0.2 * (modes * batch.mode_weights).sum() / len(batch.heads)
    aggregates = network.aggregate(triggers)[:, 0]
    loss = loss + 0.3 * F.binary_cross_entropy_with_logits(aggregates, batch.aggregates)
    if bool((batch.abouts >= 0).any()):
        loss = loss + 0.3 * F.cross_entropy(network.about(triggers), batch.abouts)
    roles = F.cross_entropy(network.roles(words, batch), batch.roles, reduction="sum")
    return loss + 0.3 * roles / len(batch.heads)


def measure(network: Network, maker: Maker, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Give figures on sentences: types at the trigger (0.5), status, and F1 of each role."""
    counts: Counter[str] = Counter()
    network.eval()
    with torch.no_grad():
        for start in range(0, len(sentences), 32):
            chosen = sentences[start : start + 32]
            batch = maker(chosen, chance=random.Random(0), forgets=0.0)
            words = network.words(batch)
            _count_types(counts, network.types(words, batch).softmax(-1), chosen)
            if len(batch.heads):
                right = network.statuses(words[batch.heads]).argmax(-1) == batch.statuses
                counts["status"] += int(right.sum())
                _count_roles(counts, network.roles(words, batch).argmax(-1), batch.roles)
    found = {
        "type F1": _f1(counts["type tp"], counts["given"], counts["gold"]),
        "type precision": counts["type tp"] / max(1, counts["given"]),
        "found": counts["found"] / max(1, counts["gold"]),
        "status": counts["status"] / max(1, counts["gold"]),
        "extra": counts["extra"] / max(1, counts["none"]),
    }
    for role in ROLES[1:]:
        tp, given, gold = (counts[f"{role} {w}"] for w in ("tp", "given", "gold"))
        found[role] = _f1(tp, given, gold)
    return found


def _f1(tp: int, given: int, gold: int) -> float:
    return 2 * tp / max(1, given + gold)


def _count_types(counts: Counter[str], chances: Tensor, sentences: Sequence[Sentence]) -> None:
    start = 0
    for sentence in sentences:
        own = chances[start : start + len(sentence.words)]
        start += len(sentence.words)
        given = [
            (i, TYPES[int(own[i, 1:].argmax()) + 1]) for i in range(len(own)) if own[i, 0] < EVEN
        ]
        left = list(sentence.triggers)
        for word, type_ in given:
            met = next((t for t in left if word in t.words), None)
            if met is not None:
                left.remove(met)
                counts["found"] += 1
                counts["type tp"] += met.type == type_
        counts["given"] += len(given)
        counts["gold"] += len(sentence.triggers)
        if not sentence.triggers:
            counts["none"] += 1
            counts["extra"] += len(given)


def _count_roles(counts: Counter[str], given: Tensor, gold: Tensor) -> None:
    for number, role in enumerate(ROLES):
        counts[f"{role} tp"] += int(((given == number) & (gold == number)).sum())
        counts[f"{role} given"] += int((given == number).sum())
        counts[f"{role} gold"] += int((gold == number).sum())


def calibrate(network: Network, maker: Maker, sentences: Sequence[Sentence]) -> float:
    """Fit the temperature of the types on dev: the one with the least loss."""
    scores, answers, weights = [], [], []
    network.eval()
    with torch.no_grad():
        for start in range(0, len(sentences), 32):
            chosen = sentences[start : start + 32]
            batch = maker(chosen, chance=random.Random(0), forgets=0.0)
            scores.append(network.types(network.words(batch), batch))
            answers.append(batch.types)
            weights.append(batch.type_weights)
    given, right, asked = torch.cat(scores), torch.cat(answers), torch.cat(weights)

    def loss(sharpness: float) -> float:
        each = F.cross_entropy(given / sharpness, right, reduction="none")
        return float((each * asked).sum())

    return min((round(0.6 + 0.05 * n, 2) for n in range(50)), key=loss)
