"""Measures the attributions layer on a set of texts with marked source, cue and content.

A row is {"text", "attributions": [{"source","cue","content": [[start, end], ...]}]}. An
attribution is found where some read one has a content that shares more than half of the
characters of both (the longer of the two included), and a source that does the same, or where
both have no source. Each gold attribution is matched once, best first. Rows of one text by
several annotators count each.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.attribution import component
from dragoman.records import Article, Parsed, Reading, digest_of

SPEECH = frozenset(
    [
        "say",
        "says",
        "said",
        "saying",
        "tell",
        "tells",
        "told",
        "telling",
        "according",
        "add",
        "adds",
        "added",
        "adding",
        "announce",
        "announced",
        "report",
        "reported",
        "reports",
        "state",
        "stated",
        "claim",
        "claimed",
        "note",
        "noted",
        "deny",
        "denied",
        "warn",
        "warned",
        "write",
        "wrote",
        "argue",
        "argued",
        "confirm",
        "confirmed",
        "declare",
        "declared",
        "urge",
        "urged",
    ]
)


Pair = tuple[set[int], set[int]]
HALF = 0.5


def article_as_it_stands(text: str) -> Article:
    """Build an article without any cleaning, which would move the marks."""
    return Article(id="a_" + digest_of(text), text=text, language="en", digest=digest_of(text))


def chars(spans: Iterable[Iterable[int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def share(one: set[int], other: set[int]) -> float:
    """Give the shared part of the longer of two sets of characters."""
    return len(one & other) / max(len(one), len(other), 1)


def score(gold: list[Pair], read: list[Pair]) -> list[tuple[int, int]]:
    """Match gold and read attributions; give found pairs."""
    pairs = []
    for g, (gs, gc) in enumerate(gold):
        for r, (rs, rc) in enumerate(read):
            if not gc & rc:
                continue
            content = share(gc, rc)
            source = share(gs, rs) if gs or rs else 1.0
            if content > HALF and source > HALF:
                pairs.append((content + source, g, r))
    found, used_gold, used_read = [], set(), set()
    for _, g, r in sorted(pairs, reverse=True):
        if g not in used_gold and r not in used_read:
            found.append((g, r))
            used_gold.add(g)
            used_read.add(r)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with SET.jsonl")
    parser.add_argument("--set", default="dev")
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    lines = (options.data / f"{options.set}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if options.sample:
        rows = random.Random(1).sample(rows, options.sample)
    report(rows, list(SpacyAnnotator().parse(article_as_it_stands(r["text"]) for r in rows)))


def report(rows: list[dict], parsed: list[Parsed]) -> None:
    layer = component.build()
    began = time.perf_counter()
    readings = [layer(p, Reading(article=p.article)) for p in parsed]
    took = time.perf_counter() - began
    hits = gold_n = read_n = speech = speech_hits = 0
    rules, right = Counter(), Counter()
    for row, reading in zip(rows, readings, strict=True):
        marks = [a for a in row["attributions"] if a.get("content")]
        gold = [(chars(a.get("source", [])), chars(a["content"])) for a in marks]
        read = [
            (chars((s.start, s.end) for s in a.source), chars((c.start, c.end) for c in a.content))
            for a in reading.attributions
        ]
        found = score(gold, read)
        hits, gold_n, read_n = hits + len(found), gold_n + len(gold), read_n + len(read)
        got = {g for g, _ in found}
        for n, a in enumerate(marks):
            cue = {w for s, e in a.get("cue", []) for w in row["text"][s:e].lower().split()}
            if cue & SPEECH:
                speech += 1
                speech_hits += n in got
        for n, a in enumerate(reading.attributions):
            rules[a.rule] += 1
            right[a.rule] += n in {r for _, r in found}
    precision, recall = hits / max(read_n, 1), hits / max(gold_n, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    words = sum(len(r["text"].split()) for r in rows)
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  (gold {gold_n})")
    print(f"recall on speech cues {speech_hits / max(speech, 1):.3f} of {speech}")
    print(f"{1000 * took / words * 500:.1f} ms per 500 words")
    for rule, n in rules.most_common():
        print(f"  {rule:32} {right[rule]:5} of {n:5}")


if __name__ == "__main__":
    main()
