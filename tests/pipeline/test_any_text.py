"""Whatever the text, the pipeline reads it, in linear time, and every offset stands for words."""

import json
import random
import time
from datetime import date

import pytest
from coding import coded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offsets import misfits

from dragoman.records import Outcome, to_json

DAY = date(2024, 3, 14)
PIECES = st.sampled_from(
    [
        "Rebels shot dead four soldiers in Goma on Tuesday", ", the army said", ". ", "\n", " ",
        "“We hold the town,” said Col. Pierre Mugabo", "at least 30,000", "killing 12", "12-14 May",
        "the Ministry of Defence of Mali", "U.S.", "it", "who", "will meet", "denied that", "not",
        "BREAKING: ARMY SHELLS TOWN", "🚨🔥", "ألغى الجيش", "קרב",
        "\u202eevil\u202c", "\x00", "\x1b[31m",
        "\t", "\r", "\u00a0", "\u2028", "e\u0301", "ﬁ", "𝔊", "’s", "'", '"', "(", ")", "[", "]",
        "-", "—", "…", "1,", "%", "http://x.org/a?b=c", "@army", "#war", "Korea", "wou", "1990s",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map(" ".join))


def wrong_offsets(outcome: Outcome) -> list[str]:
    record = json.loads(to_json(outcome))
    article = record["reading"]["article"]
    layers = misfits(record["reading"], article)
    return layers + [said for mention in record["mentions"] for said in misfits(mention, article)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, title=st.none() | TEXTS.filter(bool))
def test_any_text_is_coded_and_every_offset_stands_for_its_words(text, title):
    outcome = coded(text, title=title, published=DAY)

    assert wrong_offsets(outcome) == []
    assert all(m.article.id == outcome.reading.article.id for m in outcome.mentions)


HARD = {
    "empty": "",
    "blank": " \n\t\n ",
    "emoji": "🚨🚨 Rebels 🔥 shot dead 4️⃣ soldiers in Goma 🇨🇩 on Tuesday 👨‍👩‍👧‍👦.",
    "right to left": "قال الجيش إن rebels shot dead four soldiers in Goma إنه لن ينسحب.",
    "control characters": "Rebels\x00 shot\x07 dead\x1b[31m four soldiers\x08 in Goma\x7f.",
    "all caps": "REBELS SHOT DEAD FOUR SOLDIERS IN GOMA ON TUESDAY, THE ARMY SAID.",
    "a table": "Town\tDead\tInjured\nGoma\t4\t12\nBukavu\t0\t3\n----\t----\t----\nTotal | 4 | 15",
    "a list of names": "Present: " + ", ".join(f"{n}. Gen. Paul Kato of Mali" for n in range(80)),
    "cut mid-word": "Rebels shot dead four soldiers in Goma on Tues",
    "decomposed accents": "Rebels shot dead four soldiers in Se\u0301gou and Ko\u0308ln.",
    "no spaces": "Rebelsshotdead" * 300,
    "only brackets": "((((" * 200 + "[[[[" * 200,
    "only quotation marks": "“”\"'‘’«»" * 100,
    "only numbers": "12 30,000 1/2 3.5 million 1990 " * 60,
    "only speech verbs": "said that he said that she said that " * 60,
    "only names": "Goma Bukavu Uvira Beni Kindu " * 60,
    "one line per word": "Rebels\nshot\ndead\nfour\nsoldiers\nin\nGoma\n" * 20,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_a_hard_text_is_coded_and_every_offset_stands_for_its_words(text):
    assert wrong_offsets(coded(text, title=text[:80].strip() or None, published=DAY)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels shot dead four soldiers in Goma on Tuesday and ",
        "he said that she denied that they attacked and ",
        "Paul Kato of Mali, ",
        "in Goma, near Bukavu, ",
        "and 12 of the 30 people killed on Monday ",
    ],
)
def test_a_sentence_of_four_thousand_words_takes_seconds(sentence):
    text = (sentence * 4000)[: 4000 * 6]
    began = time.process_time()
    outcome = coded(text, published=DAY)

    assert time.process_time() - began < 10
    assert wrong_offsets(outcome) == []


def test_time_grows_with_length_and_not_faster():
    draw = random.Random(3)
    words = (
        *("rebels", "army", "shot", "dead", "said", "Goma", "on", "Tuesday", "that", "who"),
        *("and", ",", ".", "four", "soldiers", "he", "in"),
    )

    def seconds(count: int) -> float:
        text = " ".join(draw.choice(words) for _ in range(count))
        began = time.process_time()
        coded(text, published=DAY)
        return time.process_time() - began

    seconds(500)
    short, long = seconds(1500), seconds(6000)
    assert long < 4 * short * 2.5
