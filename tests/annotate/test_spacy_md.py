"""What every later layer relies on in a parse."""

from dragoman.testing import article_of


def test_an_endless_sentence_is_cut_and_no_arc_leaves_its_piece(annotator):
    text = "he said that she denied that they attacked and " * 200
    (parsed,) = annotator.parse([article_of(text)])
    parse = parsed.passages[0]

    lengths = [last - first for first, last in parse.sentences]
    assert sum(lengths) == len(parse.tokens)
    assert max(lengths) <= 250
    assert all(
        parse.sentence_number(parse.head(token)) == parse.sentence_number(token)
        for token in parse.tokens
    )
    assert all(token.i == n for n, token in enumerate(parse.tokens))


def test_a_sentence_of_a_hundred_words_stays_whole(annotator):
    text = "Rebels attacked " + ", ".join(["Goma"] * 60) + " and Bukavu on Tuesday."
    (parsed,) = annotator.parse([article_of(text)])

    assert len(parsed.passages[0].sentences) == 1
