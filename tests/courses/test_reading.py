"""Khmer inside an English sentence is counted by words that stand apart, not by its signs."""

from courses.checks.reading import _english_sentences


def test_a_khmer_word_is_one_word_of_an_english_sentence():
    """An English lesson about Khmer words is not harder for them; a Khmer full stop ends a sentence too."""
    assert [["Find", "the", "word", "X", "customer"], ["Look"]] == _english_sentences("Find the word អតិថិជន (customer). Look.")
    assert [["X", "X"], ["X"]] == _english_sentences("ដំបូង គាត់ទៅ។ ខ្ញុំទៅដែរ។")
