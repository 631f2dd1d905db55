"""A text exists in both languages or not at all."""

import pytest

from courses.languages import Catalogue, MissingText, Words, as_lang, load_catalogue, to_arabic_digits, to_khmer_digits


@pytest.mark.parametrize(("count", "said"), [(1, "1 day"), ("1", "1 day"), (2, "2 days"), (0, "0 days")])
def test_one_is_not_many(count, said):
    """English has a word for one; Khmer needs none, and its texts have no such place."""
    texts = Catalogue("en", {"left": "{days} {days|day|days}", "plain": "A | B"})
    assert (said, "A | B") == (texts("left", days=count), texts("plain", days=count))


def test_digits_of_both_systems_are_the_same_number():
    """Khmer digits and Arabic digits turn into each other."""
    assert (to_arabic_digits("២០២៦"), to_khmer_digits("2026")) == ("2026", "២០២៦")


def test_a_language_we_do_not_have_is_khmer():
    """Whatever a cookie says, the page has a language of ours."""
    assert [as_lang("en"), as_lang("fr"), as_lang(None)] == ["en", "km", "km"]


def test_words_answer_in_the_language_asked():
    """The pair gives each language its own text."""
    assert Words("ប្រភាគ", "fraction").in_lang("km") == "ប្រភាគ"


def test_a_catalogue_fills_places_and_names_what_it_lacks(tmp_path):
    """A text's places are filled; a missing text is an error that names it."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "en.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "home.hello"\nmsgstr "Hello {name}"\n'
    )
    texts = load_catalogue(tmp_path, "en")
    assert texts("home.hello", name="Sokha") == "Hello Sokha"
    with pytest.raises(MissingText, match=r"home\.bye has no text in en"):
        texts("home.bye")
