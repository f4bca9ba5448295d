"""Mentions that the checker of the corpus refuses, with a piece of what it says, or lets stand."""

REFUSED = {
    "a speech act is uttered, never threatened": (
        "ACCUSE threatened mode:none",
        "[actor Chad =TCD] [status may] *accuse* [recipient Sudan =SDN].",
        "write `ACCUSE happened`",
    ),
    "about belongs to speech acts": (
        "ASSAULT happened mode:none about RETREAT planned",
        "[actor Chad =TCD] *attacked* [recipient Sudan =SDN].",
        "about belongs to speech acts",
    ),
    "the talker is no third party": (
        "ACCUSE happened mode:none",
        "[speaker [actor Chad =TCD] =TCD asserts officials] [cue *accused*] [recipient Mali =MLI].",
        "only a third party",
    ),
    "a threat speaks of what is threatened": (
        "THREATEN happened mode:violence about ASSAULT planned",
        "[actor Chad =TCD] *threatened* to [about attack] [recipient Sudan =SDN].",
        "about ASSAULT threatened",
    ),
    "a coming meeting is an agreement": (
        "CONSULT planned mode:none",
        "[actor Chad =TCD] and [actor Sudan =SDN] [status will] *meet*.",
        "AGREE happened about CONSULT planned",
    ),
    "an announced withdrawal is a concession": (
        "RETREAT planned mode:none",
        "[actor Chad =TCD] [status will] *withdraw*.",
        "CONCEDE happened about RETREAT planned",
    ),
    "who announces its own attack threatens": (
        "ASSAULT planned mode:none",
        (
            "[speaker [actor Rebels =TCDREB] =TCDREB asserts armed_group] [cue said] they "
            "[status will] *attack*."
        ),
        "THREATEN happened mode:violence about ASSAULT threatened",
    ),
    "hearsay is no doubt": (
        "ASSAULT possible mode:none",
        "[actor Rebels =TCDREB] [status reportedly] *attacked* [recipient a bus =TCDCVL].",
        "write happened",
    ),
    "an asserted and denied deed is not denied": (
        "ASSAULT denied mode:none",
        (
            "[speaker1 Residents =TCDCVL asserts residents] [cue1 said] [actor the army =TCDMIL] "
            "*attacked*, [speaker2 the army =TCDMIL denies military] [cue2 [status denied]] it."
        ),
        "stays with its speaker",
    ),
    "the victim is not the doer": (
        "ASSAULT happened mode:none",
        "[actor [recipient Farmers =TCDAGR] =TCDAGR] were *killed*.",
        "never the victim",
    ),
    "a vague body is no party": (
        "ACCUSE happened mode:none",
        "[actor The international community =?] *condemned* [recipient Chad =TCD].",
        "is no party",
    ),
    "only the outlet's country has no words": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *attacked*.[recipient =TCD]",
        "via:outlet",
    ),
    "a trigger is no party": (
        "ASSAULT happened mode:none missing:actors",
        "[recipient *Killings* =TCDCVL] went on.",
        "marked as a party too",
    ),
    "a metonym is no place": (
        "ACCUSE happened mode:none",
        (
            "[place [actor Washington =USAGOV] =USA/Washington settlement] *condemned* "
            "[recipient Chad =TCD]."
        ),
        "is no place of the event",
    ),
    "a bare name is no victim": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *hit* [recipient [place Abeche =TCD/Abeche settlement] =TCD].",
        "bare name",
    ),
    "several places need one that holds them": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *hit* [places Abeche =TCD/Abeche settlement].",
        "without [place",
    ),
    "a country has no finer precision": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* in [place Chad =TCD settlement].",
        "write TCD/Name",
    ),
    "a weekday is that day of the week": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time Tuesday =2024-05-13].",
        "publication is 2024-05-14",
    ),
    "a weekday is not after publication": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time Friday =2024-05-17].",
        "publication is 2024-05-10",
    ),
    "a weekday is the latest": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time Tuesday =2024-05-07].",
        "publication is 2024-05-14",
    ),
    "last week is the calendar's": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* [time last week =2024-05-09..2024-05-15 week].",
        "=2024-05-06..2024-05-12",
    ),
    "overnight has two dates": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* [time overnight =2024-05-15].",
        "=2024-05-15..2024-05-16",
    ),
    "the mark of a time leaves out on": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* [time on Tuesday =2024-05-14].",
        "write `on [time Tuesday …]`",
    ),
    "days ago are counted": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* [time three days ago =2024-05-12].",
        "=2024-05-13",
    ),
    "a precision lasts so long": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* in [time May =2024-05-01..2024-05-16 week].",
        "lasts at most 7",
    ),
    "what happened is not after publication": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time 17 May =2024-05-17].",
        "after the publication",
    ),
    "at least has no upper bound": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *killed* at least [dead four farmers =4].",
        "=4../4",
    ),
    "more than is a bound only": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *killed* [dead more than 60 farmers =60../60].",
        "=60..,",
    ),
    "dozens have bounds": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *killed* [dead dozens of farmers =12..99].",
        "=24..99",
    ),
    "a part is no larger than its whole": (
        "ASSAULT happened mode:none",
        (
            "[actor Rebels =TCDREB] *killed* [dead four people =4 id:all], among them "
            "[dead seven children =7 part_of:all]."
        ),
        "but larger",
    ),
    "the hurt are no part of the dead": (
        "ASSAULT happened mode:none",
        (
            "[actor Rebels =TCDREB] *killed* [dead nine people =9 id:all] and hurt "
            "[injured seven =7 part_of:all]."
        ),
        "no part of dead",
    ),
    "possible victims are no toll": (
        "COERCE called_for mode:arrest",
        "[actor The union =TCDLAB] [status wants] the *arrest* of [arrested two officers =2].",
        "possible victims are no toll",
    ),
    "a code is of its type": (
        "ASSAULT happened mode:none cameo:036",
        "[actor Rebels =TCDREB] *attacked*.",
        "not of ASSAULT",
    ),
    "nobody acts for a reason": (
        "ASSAULT happened mode:none",
        "[recipient Farmers =TCDAGR] were *killed*.",
        "missing:actors",
    ),
    "a mode is given or denied": (
        "ASSAULT happened",
        "[actor Rebels =TCDREB] *attacked*.",
        "mode:none",
    ),
    "a party has a code": (
        "ASSAULT happened mode:none",
        "[actor Rebels] *attacked*.",
        "has no code",
    ),
    "a place has a precision": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *attacked* near [place Abeche =TCD/Abeche].",
        "has no precision",
    ),
    "a speaker has stance and kind": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *attacked*, [speaker a nurse =TCDMED] [cue said].",
        "no stance and no kind",
    ),
}

STANDS = {
    "a future weekday": (
        "PROTEST planned mode:none",
        "[actor Miners =TCDLAB] [status will] *march* on [time Friday =2024-05-17].",
    ),
    "the weekday of publication": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time Thursday =2024-05-16].",
    ),
    "a weekday of last week": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time Tuesday last week =2024-05-07].",
    ),
    "a weekday with its date": (
        "ASSAULT happened mode:none open:status",
        "[actor Rebels =TCDREB] *struck* on [time Monday, 22 April =2024-04-22].",
    ),
    "days counted from another time of the text": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *struck* on [time the Sunday after =2024-04-28 mention].",
    ),
    "violence that others foretell": (
        "ASSAULT planned mode:none",
        (
            "[speaker Diplomats =? asserts officials] [cue said] [actor rebels =TCDREB] were "
            "[status preparing] an *attack*."
        ),
    ),
    "a third party who reports a speech": (
        "ACCUSE happened mode:none",
        (
            "[speaker A newspaper =? reports media] [cue wrote] that [actor Chad =TCD] *accused* "
            "[recipient Sudan =SDN]."
        ),
    ),
    "a number beside an age": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *shot* [dead two farmers, one aged 60 =2].",
    ),
    "about so many": (
        "ASSAULT happened mode:none",
        "[actor Rebels =TCDREB] *killed* [dead about 50 farmers =45..55/50].",
    ),
}
