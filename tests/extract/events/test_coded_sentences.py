"""Who, whom, where, when, whether: sentences whose whole answer is written beside them."""

from datetime import date

import pytest
from coding import coded_by_rules

PUBLISHED = date(2024, 3, 14)

ROLES = [
    # passive, by whom
    ("Two convoys were attacked by rebels near Gao.", "ASSAULT", ["rebels"], []),
    # relative clause: who attacks is described, whom is left out
    (
        "The militants who attacked Nigerian troops fled.",
        "ASSAULT",
        ["militants"],
        ["Nigerian troops"],
    ),
    (
        "Malian soldiers, whom jihadists ambushed near Gao, fled.",
        "ASSAULT",
        ["jihadists"],
        ["Malian soldiers"],
    ),
    # object control: who is accused does it
    ("Chad accused Sudan of arming rebels.", "ACCUSE", ["Chad"], ["Sudan"]),
    # conjoined verbs share the subject
    ("Police beat students and arrested two journalists.", "COERCE", ["Police"], ["journalists"]),
    # conjoined actors
    (
        "Kenya, Uganda and Rwanda condemned Burundi.",
        "ACCUSE",
        ["Kenya", "Uganda", "Rwanda"],
        ["Burundi"],
    ),
    # possessive and nominal
    (
        "Israel's strike on Hezbollah fighters killed four.",
        "ASSAULT",
        ["Israel"],
        ["Hezbollah fighters"],
    ),
    (
        "The shelling of Ukrainian troops by Russian forces went on.",
        "ASSAULT",
        ["Russian forces"],
        ["Ukrainian troops"],
    ),
    # light verb, active and passive
    (
        "Turkish forces launched an offensive against Kurdish fighters.",
        "ASSAULT",
        ["Turkish forces"],
        ["Kurdish fighters"],
    ),
    (
        "An offensive was launched by Turkish forces against Kurdish fighters.",
        "ASSAULT",
        ["Turkish forces"],
        ["Kurdish fighters"],
    ),
    # the one who comes under attack suffers it
    (
        "Kenyan peacekeepers came under attack from al-Shabaab.",
        "ASSAULT",
        None,
        ["Kenyan peacekeepers"],
    ),
    # two-sided violence has two actors
    ("The army clashed with rebels near Bunia.", "ASSAULT", ["army", "rebels"], []),
    # "is ready" has its own subject
    ("Serbia is ready to resume talks with Kosovo.", "AGREE", ["Serbia"], ["Kosovo"]),
    # what is counted is the object
    ("Gunmen kidnapped dozens of villagers in Zamfara.", "ASSAULT", ["Gunmen"], ["villagers"]),
    # a state is a side, a town is not
    ("Iran fired missiles at Israel.", "ASSAULT", ["Iran"], ["Israel"]),
    ("Russian jets bombed Idlib.", "ASSAULT", ["Russian jets"], []),
]


@pytest.mark.parametrize(("sentence", "type_", "actors", "recipients"), ROLES)
def test_sides_are_read_the_right_way_round(
    sentence: str, type_: str, actors: list[str] | None, recipients: list[str]
) -> None:
    (mention, *_) = [m for m in coded_by_rules(sentence).mentions if m.type == type_]

    if actors is not None:
        assert [p.text for p in mention.actors] == actors
    assert [p.text for p in mention.recipients] == recipients


def test_a_helper_is_a_supporting_actor() -> None:
    (mention,) = coded_by_rules(
        "Malian troops backed by Russian mercenaries attacked rebels."
    ).mentions

    assert [(p.text, p.role) for p in mention.actors] == [
        ("Malian troops", "main"),
        ("Russian mercenaries", "supporting"),
    ]


def test_a_killing_without_a_perpetrator_names_none() -> None:
    (mention,) = coded_by_rules("Four soldiers were killed in an ambush near Nawa.").mentions

    assert mention.actors == ()
    assert mention.missing["actors"] == "not-stated"
    assert [p.text for p in mention.recipients] == ["soldiers"]


def test_a_visitor_is_the_actor_and_the_host_the_recipient() -> None:
    (mention,) = coded_by_rules(
        "The Kenyan president met the Chinese president in Beijing."
    ).mentions

    assert [p.country for p in mention.actors] == ["KEN"]
    assert [p.country for p in mention.recipients] == ["CHN"]


def test_a_meeting_on_third_ground_has_actors_only() -> None:
    (mention,) = coded_by_rules(
        "The Kenyan president met the Chinese president in Geneva."
    ).mentions

    assert [p.country for p in mention.actors] == ["KEN", "CHN"]
    assert mention.recipients == ()


STATUSES = [
    ("Rebels attacked Sudanese troops.", "happened"),
    ("Rebels did not attack Sudanese troops.", "denied"),
    ("Rebels never attacked Sudanese troops.", "denied"),
    ("Rebels may have attacked Sudanese troops.", "possible"),
    ("Rebels could attack Sudanese troops.", "possible"),
    ("Diplomats fear an attack by rebels on Sudanese troops.", "possible"),
    ("If rebels attack Sudanese troops, aid will stop.", "possible"),
    ("Rebels planned an attack on Sudanese troops.", "planned"),
    ("Sudanese troops foiled an attack by rebels.", "denied"),
    ("Rebels tried to attack Sudanese troops.", "happened"),
    ("Rebels began attacking Sudanese troops.", "happened"),
    ("Rebels reportedly attacked Sudanese troops.", "happened"),
    ("Rebels attacked Sudanese troops in 2011.", "background"),
    ("Teachers will protest in Nairobi on Friday.", "planned"),
]


@pytest.mark.parametrize(("sentence", "status"), STATUSES)
def test_status_is_what_the_words_say(sentence: str, status: str) -> None:
    mentions = coded_by_rules(sentence, published=PUBLISHED).mentions

    assert [m.status for m in mentions if m.type in ("ASSAULT", "PROTEST")] == [status]


def test_a_status_that_is_not_happened_points_at_its_words() -> None:
    (mention,) = coded_by_rules("Rebels did not attack Sudanese troops.").mentions

    assert mention.status_cue is not None
    assert mention.status_cue.quote == "not"


SPEECH = [
    ("Britain urged Iran to release the crew.", "REQUEST", "RETREAT"),
    ("Turkey threatened to attack Syria.", "THREATEN", "ASSAULT"),
    ("Egypt and Sudan agreed to meet in Geneva.", "AGREE", "CONSULT"),
    ("France will send aid to Chad.", "AGREE", "AID"),
    ("The rebels refused to release the hostages.", "REJECT", "RETREAT"),
    ("Qatar called for a ceasefire in Gaza.", "REQUEST", "RETREAT"),
]


@pytest.mark.parametrize(("sentence", "type_", "about"), SPEECH)
def test_what_is_only_spoken_of_is_no_event(sentence: str, type_: str, about: str) -> None:
    mentions = coded_by_rules(sentence).mentions

    assert [m.type for m in mentions] == [type_]
    assert mentions[0].about is not None
    assert mentions[0].about.type == about


def test_a_deed_that_is_condemned_is_a_mention_if_the_sentence_says_more_of_it() -> None:
    bare = coded_by_rules("Egypt condemned the attack.").mentions
    told = coded_by_rules(
        "Egypt condemned the attack by rebels on Sudanese troops in Kassala."
    ).mentions

    assert [m.type for m in bare] == ["ACCUSE"]
    assert sorted(m.type for m in told) == ["ACCUSE", "ASSAULT"]


PLACES = [
    ("Japan and China held talks on fishing rights in Vienna.", "CONSULT", "Vienna"),
    ("Talks between Japan and China covered the war in Gaza.", "CONSULT", None),
    ("Jihadists laid siege to Djibo.", "COERCE", "Djibo"),
    ("Russian troops withdrew from Kherson.", "RETREAT", "Kherson"),
    ("Rebels fired rockets into Aleppo.", "ASSAULT", "Aleppo"),
    ("Residents of Aleppo said rebels fired rockets at troops.", "ASSAULT", None),
    ("The minister said in Berlin that rebels attacked Sudanese troops.", "ASSAULT", None),
]


@pytest.mark.parametrize(("sentence", "type_", "place"), PLACES)
def test_an_event_is_where_its_own_words_say(sentence: str, type_: str, place: str | None) -> None:
    (mention,) = [m for m in coded_by_rules(sentence).mentions if m.type == type_]

    assert (mention.place.text if mention.place else None) == place


def test_several_towns_are_kept_and_held_by_the_smallest_area() -> None:
    text = "Four soldiers were killed in ambushes in the Syrian towns of Nawa and Jasim."

    (mention,) = coded_by_rules(text).mentions

    assert [p.text for p in mention.places] == ["Nawa", "Jasim"]
    assert mention.place is not None
    assert (mention.place.name, mention.place.precision) == ("Daraa", "admin1")
    assert mention.aggregate


def test_the_day_of_the_saying_is_not_the_day_of_the_deed() -> None:
    text = "The army said on Tuesday that rebels attacked a convoy of Malian troops."

    (mention,) = coded_by_rules(text, published=PUBLISHED).mentions

    assert mention.time is None
    assert mention.missing["time"] == "not-stated"


def test_joined_verbs_share_place_and_day() -> None:
    text = "Militants killed 30 civilians and abducted 15 women in Borno on Friday."

    mentions = coded_by_rules(text, published=PUBLISHED).mentions

    assert [m.place.name if m.place else None for m in mentions] == ["Borno", "Borno"]
    assert [str(m.time.from_) if m.time else None for m in mentions] == ["2024-03-08"] * 2


def test_without_a_publication_date_a_weekday_stays_empty_with_its_reason() -> None:
    (mention,) = coded_by_rules("Rebels attacked Malian troops on Tuesday.").mentions

    assert mention.time is not None
    assert (mention.time.from_, mention.time.to) == (None, None)
    assert mention.missing["time"] == "no-publication-date"


SPEAKERS = [
    ("Ukraine said Russia shelled Kharkiv.", ["Ukraine"]),
    ("According to residents, rebels attacked Malian troops.", ["residents"]),
    ("Rebels attacked Malian troops, police and witnesses said.", ["police", "witnesses"]),
    ("Rebels attacked Malian troops.", []),
]


@pytest.mark.parametrize(("sentence", "speakers"), SPEAKERS)
def test_a_mention_knows_who_says_so(sentence: str, speakers: list[str]) -> None:
    (mention,) = [m for m in coded_by_rules(sentence).mentions if m.type == "ASSAULT"]

    assert [s.text for s in mention.said_by] == speakers


NOTHING = [
    "Brazil beat Argentina 2-0 in the final on Sunday.",
    "The central bank is fighting inflation with rate rises.",
    "Shares retreated after oil prices exploded.",
    "The film tells of a Roman army that attacks a Gallic village.",
    "Rebels control the town.",
    "The singer died of a heart attack in Lagos.",
    "Kenya held an election in August.",
    "The storm killed twelve people in Manila.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_is_no_event_gives_none(sentence: str) -> None:
    assert [(m.type, m.trigger.quote) for m in coded_by_rules(sentence).mentions] == []


def test_killed_and_wounded_are_one_event() -> None:
    (mention,) = coded_by_rules(
        "Rebels killed 12 civilians and wounded 30 others in Bunia."
    ).mentions

    assert {(t.kind, t.low) for t in mention.tolls} == {("dead", 12), ("injured", 30)}


def test_every_empty_field_has_its_reason() -> None:
    (mention,) = coded_by_rules("Rebels attacked.  Malian troops attacked a village.").mentions[:1]

    for field in ("modes", "contexts", "recipients", "place", "places", "time", "tolls", "said_by"):
        assert getattr(mention, field) or mention.missing[field]


def test_a_speech_act_about_nothing_we_code_says_so() -> None:
    (mention,) = coded_by_rules("China criticised Japan.").mentions

    assert mention.type == "ACCUSE"
    assert mention.about is None
    assert mention.missing["about"] == "nothing-codable"
