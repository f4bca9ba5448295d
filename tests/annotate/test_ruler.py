"""The fast way through the model reads what the model's own pipeline reads."""

from dragoman.annotate.model import model, reader

LINES = (
    "The army's general didn't say who'd fled; rebels hadn't left, he'd \"know\".",
    "There are 1,200 people who ain't gonna move, y'all, said U.N. officials in Bukavu.",
    "Let's go!  C'mon, I've got ta leave the best-known town \t today.",
    "Police shot 3 of them on 12 May 2024 — no one else was hurt.",
    "That is what that man wants; more than ten of these were its own.",
)


def _read(docs):
    return [
        [
            (t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.ent_type_)
            for t in doc
        ]
        for doc in docs
    ]


def test_what_is_remembered_of_the_ruler_is_what_the_ruler_says():
    once = _read(reader().read(LINES))
    again = _read(reader().read(LINES))

    assert once == again == _read(model().pipe(LINES))


def test_what_the_model_has_forgotten_is_read_again_as_before(monkeypatch):
    monkeypatch.setattr("dragoman.annotate.model._FORGET", 1)

    assert _read(reader().read(LINES)) == _read(reader().read(LINES))
