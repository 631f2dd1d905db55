"""A question's texts in our languages: Khmer stays Khmer, anything else stands as English, and what is missing is not invented."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from courses.exchange.bank import BankQuestion, RichText
from courses.exchange.html_text import keep_words_in_brackets, to_markdown
from courses.exchange.multilang import split_languages
from courses.exchange.shelf import PictureShelf
from courses.exchange.tex import OWN_SIGNS, TexShelf
from courses.khmer import share_of_khmer
from courses.languages import LANGS, Lang

Said = dict[str, str]
"""A text by language; one of them may be missing."""
_TAG = re.compile(r"<[^<>]*>|&\w{1,30};")
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|table|pre|h\d|blockquote)\b", re.IGNORECASE)
_PROSE = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|!\[[^\[\]]*\]\([^()]*\)|\[\[[\w-]+\]\]|@\(\w+\)|&[#\w]{1,30};", re.DOTALL)
_TEX = re.compile(r"\\[A-Za-z]+")
"""The name of a sign in TeX is of no language."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARKDOWN = MarkdownIt("js-default", {"html": True})


class Wording:
    """Turns the texts of one question into Markdown.

    Args:
        lang: the language of texts that name none; found by looking where it is None.
        notes: gets what of a text cannot be carried.
    """

    def __init__(self, question: BankQuestion, shelf: PictureShelf, notes: list[str], lang: Lang | None = None) -> None:
        self.shelf, self.notes = shelf, notes
        self.lang: Lang = lang or _guess(question)

    def block(self, text: RichText, *, own_signs: bool = False) -> Said:
        """Return a text of paragraphs; own signs are tokens that stand for gaps and names."""
        return self._said(text, line=False, own_signs=own_signs)

    def line(self, text: RichText, *, own_signs: bool = False) -> Said:
        """Return a text of one line, for a row of choices."""
        return self._said(text, line=True, own_signs=own_signs)

    def row(self, text: RichText, *, own_signs: bool = False) -> Said:
        """Return a line as the rest of a row: `text` where both languages share it."""
        said = self.line(text, own_signs=own_signs)
        first = next(iter(said.values()), "")
        return {"text": first} if _is_shared(said, self.lang) else said

    def plain(self, text: RichText) -> str:
        """Return what a learner would type: no markup."""
        said = split_languages(clean(text.text))
        raw = said.get("", said.get(self.lang, next(iter(said.values()))))
        return as_plain(raw, text.format)

    def _said(self, text: RichText, *, line: bool, own_signs: bool) -> Said:
        found = {}
        for lang, raw in split_languages(clean(text.text, own_signs=own_signs)).items():
            if written := self._write(raw, text, line=line):
                found[lang or self.lang] = written
        if len(found) == 1 and not _has_words(next(iter(found.values()))):
            found = dict.fromkeys(LANGS, next(iter(found.values())))
        return found

    def _write(self, raw: str, text: RichText, *, line: bool) -> str:
        tex, lost = TexShelf(), set[str]()
        picture_of = lambda address, said: self._show(address, said, text)  # noqa: E731
        written = tex.put_back(to_markdown(_as_html(raw, text.format, tex), tex, picture_of, lost, line=line))
        if not written and raw.strip() and line:
            written = tex.put_back(to_markdown(html.escape(raw.strip()), tex, picture_of, lost, line=line))
        self.notes += [f"left out: {what}" for what in sorted(lost)]
        return written

    def _show(self, address: str, said: str, text: RichText) -> str:
        name, why = self.shelf.put(address, text.files)
        if why:
            self.notes.append(why)
        alt = re.sub(r"([\\\[\]])", r"\\\1", " ".join(said.split())).replace("@", "@@")
        return f"![{alt}](pictures/{name})"


def clean(text: str, *, own_signs: bool = False) -> str:
    """Return a text without signs that no text needs."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n"))
    return text if own_signs else OWN_SIGNS.sub("", text)


def as_plain(raw: str, kind: str) -> str:
    """Return a short text without tags and entities."""
    if kind in ("plain_text", "markdown"):
        return " ".join(raw.split())
    return " ".join(html.unescape(re.sub(r"<(?:/?[A-Za-z!][^<>]*)>", " ", raw)).split())


def _as_html(raw: str, kind: str, tex: TexShelf) -> str:
    if kind == "plain_text":
        return html.escape(raw.strip(), quote=False).replace("\n", "<br>")
    if "<" in raw:
        raw = keep_words_in_brackets(raw, only_unknown=kind != "moodle_auto_format")
    if kind == "markdown":
        return _MARKDOWN.render(tex.take_out(raw))
    if kind == "moodle_auto_format" and "\n" in raw.strip() and not _BLOCK.search(raw):
        return re.sub(r"\n(?!\n)", "<br>", re.sub(r"\n{2,}", "<br><br>", raw.strip()))
    return raw


def _has_words(text: str) -> bool:
    return bool(_LETTERS.search(_PROSE.sub("", text)))


def _is_shared(said: Said, lang: Lang) -> bool:
    """Tell whether a row stands for both languages: a number, a formula, in a Khmer question also a short name in Latin letters."""
    texts = set(said.values())
    if len(texts) != 1:
        return False
    text = next(iter(texts))
    return not _has_words(text) or (lang == "km" and len(text) <= 30 and share_of_khmer(text) == 0)


def _guess(question: BankQuestion) -> Lang:
    texts = [question.ask, question.general, *(a.text for a in question.answers), *(t for p in question.pairs for t in (p.left, p.right))]
    written = " ".join(_TEX.sub(" ", _TAG.sub(" ", text.text)) for text in texts)
    khmer = sum("\u1780" <= c <= "\u17ff" for c in written)
    return "km" if khmer * 3 >= sum(c.isalpha() or "\u1780" <= c <= "\u17ff" for c in written) and khmer else "en"


def settle_languages(item: dict) -> str:
    """Make every pair of an item lack at most one and the same language, and return that language, or nothing."""
    pairs = list(_pairs(item))
    lacking = {lang: sum(lang not in pair for pair in pairs) for lang in LANGS}
    missing = max(LANGS, key=lambda lang: lacking[lang])
    if not lacking[missing]:
        return ""
    there = LANGS[1 - LANGS.index(missing)]
    for pair in pairs:
        if there not in pair:
            pair[there] = pair.pop(missing)
    return missing


def _pairs(piece: object) -> list[dict]:
    if isinstance(piece, dict):
        own = [piece] if any(lang in piece for lang in LANGS) else []
        return own + [pair for value in piece.values() for pair in _pairs(value)]
    return [pair for value in piece for pair in _pairs(value)] if isinstance(piece, list) else []
