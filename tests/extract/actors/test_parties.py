"""The parties layer on sentences of our own: who is a side, whose, and who is only mentioned."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.actors import component, parties_at, party_at
from dragoman.extract.protocol import Layer
from dragoman.records import Parse, Party, Place, Reading
from dragoman.testing import article_of

DAY = date(2024, 3, 14)
PLACES = {
    "Idlib": "SYR",
    "Daraa": "SYR",
    "Kandahar": "AFG",
    "Nairobi": "KEN",
    "Goma": "COD",
    "Paris": "FRA",
    "Kano": "NGA",
    "Aleppo": "SYR",
    "Istanbul": "TUR",
    "Port-de-Paix": "HTI",
}
"""A stand-in for the places layer: towns of which there is only one."""


@pytest.fixture(scope="module")
def layer() -> Layer:
    built = component.build()
    assert callable(built)
    return built


class Reader:
    """Reads one text and keeps its parse."""

    def __init__(self, annotator: SpacyAnnotator, layer: Layer) -> None:
        self._annotator = annotator
        self._layer = layer
        self.parse: Parse

    def __call__(
        self, text: str, *, title: str | None = None, published: date | None = DAY
    ) -> Reading:
        (parsed,) = self._annotator.parse([article_of(text, title=title, published=published)])
        self.parse = parsed.passage("text")
        return self._layer(parsed, Reading(article=parsed.article, places=_places(text)))


def _places(text: str) -> tuple[Place, ...]:
    return tuple(
        Place(text=n, start=at, end=at + len(n), country=c, precision="settlement")
        for n, c in PLACES.items()
        if (at := text.find(n)) >= 0
    )


@pytest.fixture(scope="module")
def read(annotator: SpacyAnnotator, layer: Layer) -> Reader:
    return Reader(annotator, layer)


def _codes(reading: Reading) -> dict[str, str | None]:
    return {p.text: p.code for p in reading.parties}


def _one(reading: Reading, text: str, nth: int = 0) -> Party:
    return [p for p in reading.parties if p.text == text][nth]


CASES = [
    ("Syrian forces aided by pro-Iranian militias shelled the town.", "Syrian forces", "SYRMIL"),
    (
        "Syrian forces aided by pro-Iranian militias shelled the town.",
        "pro-Iranian militias",
        "---PRM",
    ),
    (
        "Three police officers were shot dead by Taliban gunmen in Kandahar.",
        "police officers",
        "AFGCOP",
    ),
    (
        "Three police officers were shot dead by Taliban gunmen in Kandahar.",
        "Taliban gunmen",
        "AFGGOV",
    ),
    ("Egyptian and Iranian officials have met several times.", "Egyptian", "EGYGOV"),
    ("Egyptian and Iranian officials have met several times.", "Iranian officials", "IRNGOV"),
    ("France, Germany and Britain urged Iran to release the tanker.", "France", "FRA"),
    ("France, Germany and Britain urged Iran to release the tanker.", "Germany", "DEU"),
    ("France, Germany and Britain urged Iran to release the tanker.", "Britain", "GBR"),
    ("France, Germany and Britain urged Iran to release the tanker.", "Iran", "IRN"),
    ("The shelling killed nine, residents of Daraa said.", "residents of Daraa", "SYRCVL"),
    ("The bombing of Aleppo by Russian warplanes continued.", "Russian warplanes", "RUSMIL"),
    ("A Russian airstrike hit a bakery.", "Russian", "RUS"),
    ("Israeli raids killed two men.", "Israeli", "ISR"),
    ("Israel's strike killed two men.", "Israel", "ISR"),
    ("The army offensive drove thousands from Idlib.", "army", "SYRMIL"),
    ("Opposition shelling caused several casualties in Idlib.", "Opposition", "SYROPP"),
    ("Police fired tear gas at protesters in Nairobi.", "Police", "KENCOP"),
    ("Police fired tear gas at protesters in Nairobi.", "protesters", "KENCVL"),
    ("Thousands of teachers protested in Nairobi over unpaid salaries.", "teachers", "KENEDU"),
    ("The M23 rebels seized Goma from Congolese troops.", "M23 rebels", "CODREB"),
    ("The M23 rebels seized Goma from Congolese troops.", "Congolese troops", "CODMIL"),
    ("Houthi rebels fired two missiles at a tanker.", "Houthi rebels", "YEMREB"),
    ("Boko Haram militants abducted 15 women in Kano.", "Boko Haram militants", "NGAREB"),
    ("Boko Haram militants abducted 15 women in Kano.", "women", "NGACVL"),
    ("Suspected Boko Haram fighters burnt a village.", "Boko Haram fighters", "NGAREB"),
    ("Moscow assured Israel that it would withdraw.", "Moscow", "RUSGOV"),
    ("Talks between Cairo and Tehran ended.", "Cairo", "EGYGOV"),
    ("Talks between Cairo and Tehran ended.", "Tehran", "IRNGOV"),
    ("The Kremlin rejected the plan.", "Kremlin", "RUSGOV"),
    ("The White House welcomed the truce.", "White House", "USAGOV"),
    ("A UN spokesman condemned the attack.", "UN spokesman", "UNO"),
    ("UN peacekeepers were wounded.", "UN peacekeepers", "UNOMIL"),
    ("NATO sent troops to the border.", "NATO", "IGO"),
    ("NATO sent troops to the border.", "troops", "IGOMIL"),
    (
        "Egyptian President Abdel Fattah al-Sisi met the king.",
        "Egyptian President Abdel Fattah al-Sisi",
        "EGYGOV",
    ),
    (
        "Former US president Barack Obama criticised the deal.",
        "Former US president Barack Obama",
        "USAELI",
    ),
    (
        "US Secretary of State Antony Blinken flew to Paris.",
        "US Secretary of State Antony Blinken",
        "USAGOV",
    ),
    ("Huda Salem, a Lebanese lawmaker, resigned.", "Huda Salem", "LBNLEG"),
    (
        "Police officer Abdi Warsame said the road was closed.",
        "Police officer Abdi Warsame",
        "---COP",
    ),
    ("Rebel leader Paulin Nkunda surrendered.", "Rebel leader Paulin Nkunda", "---REB"),
    (
        "Remnants of opposition groups attacked a checkpoint.",
        "Remnants of opposition groups",
        "---OPP",
    ),
    ("Members of parliament walked out.", "Members of parliament", "---LEG"),
    ("The foreign minister of Egypt left.", "foreign minister of Egypt", "EGYGOV"),
    (
        "A Western intelligence source said families had fled Idlib.",
        "Western intelligence source",
        "---SPY",
    ),
    (
        "Turkish-backed Syrian rebels clashed with the army.",
        "Turkish-backed Syrian rebels",
        "SYRREB",
    ),
    ("A court in Istanbul jailed a journalist.", "court", "TURJUD"),
    ("A court in Istanbul jailed a journalist.", "journalist", "TURJRN"),
    ("Assad's forces entered the valley.", "Assad's forces", "SYRMIL"),
    ("Russia's ambassador to Poland was summoned.", "Russia's ambassador", "RUSGOV"),
    ("Gang members kidnapped a nun in Port-de-Paix.", "Gang members", "HTICRM"),
    (
        "The Syrian Observatory for Human Rights counted twelve dead.",
        "Syrian Observatory for Human Rights",
        "NGO",
    ),
    ("Reuters reported a blast.", "Reuters", "GBRJRN"),
    ("Aid workers were evacuated from Goma.", "Aid workers", "NGO"),
    ("Palestinians buried their dead.", "Palestinians", "PSECVL"),
    ("Sudan's army said it had shot down a drone.", "Sudan's army", "SDNMIL"),
    ("Ministers from Kenya met in Paris.", "Kenya", "KEN"),
    ("Hospital officials counted ten bodies.", "Hospital officials", "---MED"),
    ("Security forces opened fire in Nairobi.", "Security forces", "KENCOP"),
    ("The opposition accused the government of fraud.", "opposition", "---OPP"),
    (
        "China condemned the sanctions and recalled its ambassador from Canada.",
        "ambassador",
        "CHNGOV",
    ),
    ("Iranian lawmakers approved the bill.", "Iranian lawmakers", "IRNLEG"),
    ("Colombian guerrillas of the ELN freed a mayor.", "Colombian guerrillas of the ELN", "COLREB"),
    (
        "The Syrian military's pro-Iranian Fourth Division fired rockets.",
        "Syrian military's pro-Iranian Fourth Division",
        "SYRMIL",
    ),
    ("Army sources said the road was cut near Aleppo.", "Army sources", "SYRMIL"),
    (
        "He fled, according to residents, military and opposition sources in Daraa.",
        "opposition sources",
        "SYROPP",
    ),
    (
        "He fled, according to residents, military and opposition sources in Daraa.",
        "military",
        "SYRMIL",
    ),
    ("Prime Minister Shehbaz Sharif told parliament India had attacked.", "India", "IND"),
]


@pytest.mark.parametrize(("sentence", "words", "code"), CASES)
def test_a_party_is_its_naming_phrase(read: Reader, sentence: str, words: str, code: str) -> None:
    assert _codes(read(sentence)).get(words) == code


NOT = [
    ("The fighting spread to a Syrian town.", "Syrian"),
    ("Twelve people died in Syria.", "Syria"),
    ("Talks were held in Cairo.", "Cairo"),
    ("Refugees reached the Jordanian border.", "Jordanian"),
    ("Russian-brokered talks collapsed.", "Russian"),
    ("Michael Jordan opened a museum.", "Jordan"),
    ("He spoke at a press conference.", "press"),
    ("The patches are in Kurdish hands.", "Kurdish"),
    ("Who told us that it is over?", "us"),
    ("An official visit was planned.", "official"),
    ("They will force the door.", "force"),
]


@pytest.mark.parametrize(("sentence", "words"), NOT)
def test_words_that_only_qualify_or_place_are_no_party(
    read: Reader, sentence: str, words: str
) -> None:
    assert words not in {p.text for p in read(sentence).parties}


def test_a_sponsor_never_gives_its_country(read: Reader) -> None:
    for words in ("pro-Iranian", "Iranian-backed", "Iran-backed", "Iranian-financed"):
        (party,) = read(f"The {words} militias withdrew.").parties

        assert party.country is None
        assert party.sectors == ("PRM",)


def test_a_bare_role_takes_the_country_that_most_of_the_article_speaks_of(read: Reader) -> None:
    text = (
        "Syrian forces shelled Daraa on Monday. Residents of Daraa fled. Syria said the rebels "
        "had fired first. Later, the army brought reinforcements."
    )

    assert _one(read(text), "army").country == "SYR"


def test_a_bare_role_stays_without_a_country_where_two_are_as_likely(read: Reader) -> None:
    reading = read("Kenya and Uganda traded accusations. The army denied the report.")

    assert _one(reading, "army").country is None


def test_a_visitor_does_not_take_the_country_he_visits(read: Reader) -> None:
    reading = read("The president visited Paris. He met the French foreign minister.")

    president, he = reading.parties[0], reading.parties[1]

    assert (president.text, president.country) == ("president", None)
    assert (he.text, he.via, he.antecedent and he.antecedent.quote) == (
        "He",
        "coreference",
        "president",
    )


def test_one_person_has_one_id_through_the_article(read: Reader) -> None:
    text = (
        "Iranian Foreign Minister Abbas Araghchi was in Cairo for talks with his Egyptian "
        "counterpart Badr Abdelatty. Araghchi said he had met the foreign minister of Egypt often. "
        "The FM’s visit was his fourth. Abdelatty confirmed it."
    )
    parties = read(text, published=date(2025, 6, 2)).parties
    ids = {p.text: p.id for p in parties}

    assert ids["Araghchi"] == ids["he"] == ids["FM"] == "person:abbas-araghchi"
    assert ids["Abdelatty"] == ids["foreign minister of Egypt"] == "person:badr-abdelatty"
    assert ids["Egyptian counterpart Badr Abdelatty"] == "person:badr-abdelatty"


def test_a_later_mention_points_to_the_fuller_name(read: Reader) -> None:
    text = "Huda Salem, a Lebanese lawmaker, resigned. Salem said she was tired."
    reading = read(text)

    for words in ("Salem", "she"):
        party = _one(reading, words)
        assert party.via == "coreference"
        assert party.antecedent is not None
        assert party.antecedent.quote == "Huda Salem"
        assert (party.id, party.country) == ("person:huda-salem", "LBN")


def test_a_woman_is_not_he(read: Reader) -> None:
    text = "Vladimir Putin received Angela Merkel. He smiled. She did not."
    reading = read(text, published=date(2020, 1, 1))

    assert _one(reading, "He").id == "person:vladimir-putin"
    assert _one(reading, "She").id == "person:angela-merkel"


def test_the_group_is_the_group_named_before(read: Reader) -> None:
    reading = read("The government accused the ELN of murder. The group denied the charge.")

    party = _one(reading, "group")

    assert (party.id, party.via) == ("group:national-liberation-army", "coreference")


def test_the_minister_is_the_minister_described_before(read: Reader) -> None:
    reading = read("Kenyan President William Ruto sacked his interior minister. The minister wept.")

    assert _one(reading, "minister").country == "KEN"


def test_they_are_both_of_two_sides_and_never_one(read: Reader) -> None:
    reading = read("Egypt and Iran agreed to develop their relations.")

    assert [p.country for p in reading.parties if p.text == "their"] == ["EGY", "IRN"]


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        (
            "The army fought the RSF in Nyala, Sudan. The UN urged both sides to stop.",
            "sides",
            ["SDNMIL", "SDNREB"],
        ),
        (
            "Iran's foreign minister met Turkish Minister Hakan Fidan. The two ministers left.",
            "ministers",
            ["IRNGOV", "TURGOV"],
        ),
        (
            "Chad and Sudan exchanged fire. The two countries share a long border.",
            "countries",
            ["TCD", "SDN"],
        ),
    ],
)
def test_two_parties_named_before_are_each_given(
    read: Reader, text: str, words: str, codes: list[str]
) -> None:
    both = [p for p in read(text).parties if p.text == words]

    assert [p.code for p in both] == codes
    assert all(p.antecedent and p.via == "coreference" for p in both)


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed a treaty.",
        "Chad, Niger and Mali met. The two countries signed a treaty.",
        "Chad spoke. Both sides were urged to stop.",
    ],
)
def test_two_of_whom_nothing_says_who_they_are_are_nobody(read: Reader, text: str) -> None:
    assert not {"countries", "sides"} & {p.text for p in read(text).parties}


def test_the_aged_one_is_whom_the_sentence_before_introduced(read: Reader) -> None:
    reading = read("Governor Uba Sani spoke in Kano. The 53-year-old had asked for calm.")

    assert next(p.id for p in reading.parties if p.text == "53-year-old") == "person:uba-sani"


def test_of_two_who_are_introduced_neither_is_taken_for_the_aged_one(read: Reader) -> None:
    reading = read(
        "President Gustavo Petro met lawmaker Ana Gil. The 54-year-old had asked for calm."
    )

    assert "54-year-old" not in {p.text for p in reading.parties}


def test_it_is_the_army_that_denies_and_not_a_resident(read: Reader) -> None:
    reading = read("A resident of Myanmar saw jets. The military denied that it had struck.")

    assert next(p.code for p in reading.parties if p.text == "it") == "MMRMIL"


def test_a_groups_own_negotiator_is_of_the_group(read: Reader) -> None:
    reading = read("The ELN attacked a base in Colombia. The group's negotiator spoke.")

    assert "COLREB" in {p.code for p in reading.parties if "negotiator" in p.text}


def test_one_prime_minister_is_not_of_the_country_of_another(read: Reader) -> None:
    reading = read(
        "Clashes broke out in Enga, Papua New Guinea, near Wabag. Prime Minister James Tau spoke. "
        "All is calm in Enga. Australia sent help. Its prime minister, Anthony Albanese, left."
    )

    assert next(p.country for p in reading.parties if "Tau" in p.text) != "AUS"


def test_the_militants_are_the_only_group_named_before(read: Reader) -> None:
    reading = read("Boko Haram attacked a village. The militants burnt forty houses.")

    assert _one(reading, "militants").id == "group:boko-haram"


def test_an_army_beside_an_army_named_by_its_state_is_that_army(read: Reader) -> None:
    reading = read("Israeli troops shot two men who, the army said, had come near a fence.")

    assert _one(reading, "army").country == "ISR"


def test_an_ethnic_adjective_names_no_state(read: Reader) -> None:
    reading = read("Hundreds of ethnic Albanians protested.")

    assert {p.country for p in reading.parties} == {None}


def test_an_owner_gives_its_army_its_country(read: Reader) -> None:
    reading = read("Pakistan said its troops had crossed into a third state.")

    assert _one(reading, "troops").code == "PAKMIL"


def test_helpers_are_supporting_and_the_helped_are_not(read: Reader) -> None:
    reading = read("Syrian forces aided by Russian jets took the hill.")

    assert [p.role for p in reading.parties] == ["main", "supporting"]


def test_a_title_is_read_too_and_knows_the_text(read: Reader) -> None:
    reading = read(
        "Abbas Araghchi arrived in Cairo on Monday.", title="Araghchi Visits Cairo for Talks"
    )

    in_title = [p for p in reading.parties if p.in_ == "title" and p.text == "Araghchi"]

    assert [p.id for p in in_title] == ["person:abbas-araghchi"]


def test_parties_at_gives_all_sides_of_an_argument(read: Reader) -> None:
    reading = read("France, Germany and Britain urged Iran to stop.")
    first = read.parse.tokens[0]

    assert [p.country for p in parties_at(reading, read.parse, first)] == ["FRA", "DEU", "GBR"]


def test_parties_at_gives_both_sides_of_a_shared_noun(read: Reader) -> None:
    reading = read("Egyptian and Iranian officials met on Monday.")
    officials = next(t for t in read.parse.tokens if t.text == "officials")

    assert [p.code for p in parties_at(reading, read.parse, officials)] == ["EGYGOV", "IRNGOV"]


def test_party_at_looks_through_a_count(read: Reader) -> None:
    reading = read("Thousands of teachers marched.")
    party = party_at(reading, read.parse, read.parse.tokens[0])

    assert party is not None
    assert party.text == "teachers"


def _holds(reading: Reading) -> None:
    passages = {"text": reading.article.text, "title": reading.article.title or ""}
    last = {"text": 0, "title": 0}
    for party in sorted(reading.parties, key=lambda p: (p.in_, p.start or 0)):
        assert party.start is not None
        assert party.end is not None
        assert passages[party.in_][party.start : party.end] == party.text
        assert party.start >= last[party.in_]
        last[party.in_] = party.end


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    text=st.lists(
        st.sampled_from(
            [
                "Syrian",
                "army",
                "Moscow",
                "the",
                "officials",
                "and",
                "of",
                "Hamas",
                ",",
                "he",
                "said",
                "pro-Iranian",
                "militias",
                "President",
                "Assad",
                "🙂",
                "السلام",
                "\x07",
                "killed",
                ".",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_every_party_stands_where_its_offsets_say_and_none_overlap(read: Reader, text: str) -> None:
    _holds(read(text))


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=120))
def test_any_text_is_read(read: Reader, text: str) -> None:
    _holds(read(text.replace("\r", " ")))


def test_a_sentence_of_four_thousand_words_is_read(read: Reader) -> None:
    reading = read("Syrian army and Hamas officials of " * 800)

    assert len(reading.parties) > 800
    _holds(reading)
