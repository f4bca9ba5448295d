"""Filters as they are typed."""

from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.records.filter import Filter, parse_filter


def test_nothing_typed_asks_for_what_happened() -> None:
    assert parse_filter({}) == Filter()
    assert parse_filter({"type": None, "status": ""}).statuses == ("happened",)


def test_everything_typed_is_read() -> None:
    typed = {
        "type": ["assault", "CONSULT"],
        "mode": "aerial,drone",
        "status": "happened,denied",
        "actor": "SYRMIL",
        "recipient": ("UKR", "Hamas"),
        "dyad": "ISR / IRN",
        "country": "syr",
        "admin1": "Daraa",
        "bbox": "35.5,32.3,42.4,37.4",
        "from": "2021-08-01",
        "to": "2021-08-31",
        "speaker": "Syrian Observatory for Human Rights",
        "min_origins": "2",
        "as-of": "2021-09-01",
        "text": "a, b",
    }

    assert parse_filter(typed) == Filter(
        types=("ASSAULT", "CONSULT"),
        modes=("aerial", "drone"),
        statuses=("happened", "denied"),
        actors=("SYRMIL",),
        recipients=("UKR", "Hamas"),
        dyad=("ISR", "IRN"),
        countries=("SYR",),
        admin1=("Daraa",),
        bbox=(35.5, 32.3, 42.4, 37.4),
        from_=date(2021, 8, 1),
        to=date(2021, 8, 31),
        speakers=("Syrian Observatory for Human Rights",),
        min_origins=2,
        as_of=date(2021, 9, 1),
        text="a, b",
    )


def test_any_status_asks_for_all() -> None:
    assert parse_filter({"status": "any"}).statuses == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"type": "ASAULT"}, r"--type 'ASAULT' is unknown; did you mean ASSAULT\?"),
        ({"type": "xyz"}, r"there are: ACCUSE, AGREE"),
        ({"status": "hapened"}, r"did you mean happened\?"),
        ({"mode": "ariel"}, r"did you mean aerial\?"),
        ({"actr": "SYR"}, r"no filter --actr; did you mean --actor\?"),
        ({"dyad": "ISR"}, "two sides with a slash"),
        ({"dyad": "ISR/"}, "two sides with a slash"),
        ({"bbox": "1,2,3"}, "west,south,east,north"),
        ({"bbox": "1,9,3,8"}, "west,south,east,north"),
        ({"bbox": "nan,0,1,1"}, "west,south,east,north"),
        ({"bbox": "181,0,1,1"}, "west,south,east,north"),
        ({"from": "31.8.2021"}, "is not a day, as 2021-08-31"),
        ({"from": "2021-02-30"}, "is not a day"),
        ({"from": "2021-02-02", "to": "2021-02-01"}, "lies before"),
        ({"min-origins": "0"}, "whole number from 1"),
        ({"min-origins": "two"}, "whole number from 1"),
        ({"as-of": ["2021-01-01", "2021-01-02"]}, "can be given once"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_could_be(
    typed: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        parse_filter(typed, known={"mode": ["aerial", "drone", "firearms"]})
