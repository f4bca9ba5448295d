"""Whose a party is: trades, bodies of states, arms, capitals and the "we" of what is quoted."""

from datetime import date

import pytest

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.actors import component
from dragoman.extract.protocol import Layer
from dragoman.records import Party, Place, Reading
from dragoman.testing import article_of

TOWNS = {"Ipoh": "MYS", "Gomel": "BLR", "Ohio": "USA", "Beira": "MOZ", "Quebec": "CAN"}


@pytest.fixture(scope="module")
def layer() -> Layer:
    built = component.build()
    assert callable(built)
    return built


@pytest.fixture(scope="module")
def annotator() -> SpacyAnnotator:
    return SpacyAnnotator()


class Reader:
    """Reads a sentence's parties; a name in `speaking` is given as one of a government."""

    def __init__(self, annotator: SpacyAnnotator, layer: Layer) -> None:
        self._annotator, self._layer = annotator, layer

    def __call__(self, text: str, *, speaking: dict[str, str] | None = None) -> list[Party]:
        article = article_of(text, published=date(2024, 3, 14))
        (parsed,) = self._annotator.parse([article])
        metonyms = speaking or {}
        places = tuple(
            Place(
                text=name,
                start=text.find(name),
                end=text.find(name) + len(name),
                country=country,
                precision="admin1" if name in metonyms else "settlement",
                use="metonym" if name in metonyms else "literal",
            )
            for name, country in (TOWNS | metonyms).items()
            if name in text
        )
        return list(self._layer(parsed, Reading(article=article, places=places)).parties)


@pytest.fixture(scope="module")
def read(annotator: SpacyAnnotator, layer: Layer) -> Reader:
    return Reader(annotator, layer)


def _codes(parties: list[Party], words: str) -> list[str | None]:
    return [p.code for p in parties if words in p.text]


@pytest.mark.parametrize(
    ("sentence", "words", "code"),
    [
        ("Bus drivers in Ipoh walked out.", "drivers", "MYSLAB"),
        ("The police beat shopkeepers in Ipoh.", "shopkeepers", "MYSBUS"),
        ("Gunmen shot worshippers in Ipoh.", "worshippers", "MYSREL"),
        ("Belarusian state security arrested a poet.", "state security", "BLRSPY"),
        ("Saudi officers met the elders.", "officers", "SAUMIL"),
        ("Police officers met the elders in Ipoh.", "officers", "MYSCOP"),
        ("Ethiopian planes struck the town.", "planes", "ETHMIL"),
        ("Hamas men fired on the convoy.", "men", "PSEREB"),
        ("A warlord took the bridge.", "warlord", "UAF"),
        ("Ohio's governor thanked Canada.", "governor", "USAGOV"),
        ("An ex-minister of Ghana was arrested.", "minister", "GHAELI"),
        ("A mob burned the judge's house in Ipoh.", "house", "MYSJUD"),
    ],
)
def test_a_trade_or_a_body_has_its_own_sector(
    read: Reader, sentence: str, words: str, code: str
) -> None:
    assert any(c is not None and c.endswith(code) for c in _codes(read(sentence), words))


@pytest.mark.parametrize(
    ("sentence", "words", "code"),
    [
        ("The European Commission froze the grant.", "Commission", "EUR"),
        ("An envoy of the European Union met the rebels.", "envoy", "EUR"),
        ("Ursula von der Leyen welcomed the truce.", "Leyen", "EUR"),
        ("The Commonwealth suspended Fiji.", "Commonwealth", "IGO"),
        ("The Pope's envoy flew to Cuba.", "envoy", "VATREL"),
        ("Drivers of the World Food Programme were seized.", "Drivers", "UNO"),
    ],
)
def test_a_body_of_states_has_no_government(
    read: Reader, sentence: str, words: str, code: str
) -> None:
    assert code in _codes(read(sentence), words)


def test_ministers_of_three_states_are_three_parties(read: Reader) -> None:
    found = read("The foreign ministers of Greece, Cyprus and Egypt met.")
    assert {p.code for p in found} == {"GRCGOV", "CYPGOV", "EGYGOV"}


@pytest.mark.parametrize(
    ("sentence", "pronoun", "code"),
    [
        ('"We have left the camp," a Sudanese general said.', "We", "SDNMIL"),
        ('"The army shelled us," a nurse in Beira said.', "us", "MOZMED"),
        ('"You will be freed," Ghana\'s president told the miners.', "You", "GHALAB"),
    ],
)
def test_we_is_who_says_it_and_you_whom_it_is_said_to(
    read: Reader, sentence: str, pronoun: str, code: str
) -> None:
    (party,) = [p for p in read(sentence) if p.text == pronoun]
    assert party.code == code
    assert party.via == "coreference"
    assert party.antecedent is not None


def test_we_outside_a_quotation_is_nobody(read: Reader) -> None:
    assert not _codes(read("We know that the army shelled Gomel, a nurse said."), "We")


def test_a_capital_that_acts_is_its_government(read: Reader) -> None:
    assert _codes(read("The envoys were expelled by Delhi."), "Delhi") == ["INDGOV"]
    assert _codes(read("Mothers implored Tehran to free their sons."), "Tehran") == ["IRNGOV"]
    assert _codes(read("The boat sailed to Lisbon."), "Lisbon") == []


def test_a_province_that_acts_is_a_government_of_its_state(read: Reader) -> None:
    found = read("Quebec sued the company.", speaking={"Quebec": "CAN"})
    assert _codes(found, "Quebec") == ["CANGOV"]


def test_brussels_that_acts_is_the_union(read: Reader) -> None:
    found = read("Brussels froze the grant.", speaking={"Brussels": "BEL"})
    assert _codes(found, "Brussels") == ["EUR"]


def test_a_market_is_a_party_only_where_it_is_hit(read: Reader) -> None:
    assert _codes(read("Jets bombed a market in Ipoh."), "market") == ["MYSCVL"]
    assert _codes(read("Traders met at a market in Ipoh."), "market") == []


def test_a_diplomat_is_not_of_the_town_where_he_is_posted(read: Reader) -> None:
    assert _codes(read("A diplomat in Ipoh said that talks failed."), "diplomat") == ["---GOV"]


def test_the_president_is_of_the_only_country_that_is_spoken_of(read: Reader) -> None:
    found = read("Forty Bahraini prisoners were pardoned by the king.")
    assert _codes(found, "king") == ["BHRGOV"]
