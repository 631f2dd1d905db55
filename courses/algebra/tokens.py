"""What was typed, cut into signs; every sign knows its place, so that an error can point at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from courses.errors import UnreadableAnswer

MAX_CHARACTERS = 200
MAX_DIGITS = 30

TokenKind = Literal["number", "name", "sign", "end"]

_LOOKS = {
    "០": "0", "១": "1", "២": "2", "៣": "3", "៤": "4", "៥": "5", "៦": "6", "៧": "7", "៨": "8", "៩": "9",
    "−": "-", "–": "-", "﹣": "-", "－": "-", "＋": "+", "×": "*", "·": "*", "⋅": "*", "∙": "*", "•": "*", "÷": "/", "⁄": "/", "∕": "/",
    "，": ",", "٫": ",", "；": ";", "（": "(", "）": ")", "［": "[", "］": "]",
    "＝": "=", "＜": "<", "＞": ">", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥",
    "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ", "\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip
_TABLE = str.maketrans(_LOOKS)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<name>[A-Za-zα-ωΑ-Ω]|ឬ)|(?P<sign><=|>=|=<|=>|->|\*\*|[-+*/^()\[\]{}<>=≤≥;,∞∪|])|(?P<space>\s+)"
)
_SAME = {"=<": "≤", "<=": "≤", "=>": "≥", ">=": "≥", "**": "^", "{": "(", "}": ")"}


@dataclass(frozen=True, slots=True)
class Token:
    """One sign: what it is, how it is written, and where it begins."""

    kind: TokenKind
    text: str
    at: int


def same_length(typed: str) -> str:
    """Return the text with one way of writing digits, minus, times and spaces; every place stays where it was."""
    return typed.translate(_TABLE)


def read_tokens(typed: str, names: frozenset[str] = frozenset(), *, decimal_comma: bool = True) -> list[Token]:
    """Cut a text into signs, the last of which is the end.

    Args:
        names: names of more than one letter, which are taken whole.
        decimal_comma: a comma between two digits belongs to the number.

    Raises:
        UnreadableAnswer: points at a sign that nothing here can mean.
    """
    if len(typed) > MAX_CHARACTERS:
        raise UnreadableAnswer("too long")
    text = same_length(typed)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        word = _find_name(text, at, names)
        match = None if word else _TOKEN.match(text, at)
        if word:
            tokens.append(Token("name", word, at))
        elif match is None:
            raise UnreadableAnswer(f"{text[at]!r} means nothing here", at, "sign")
        else:
            tokens += _as_tokens(match, at, decimal_comma)
        at = at + len(word) if word else tokens_end(match, decimal_comma)
    return [*tokens, Token("end", "", len(typed.rstrip()))]


def tokens_end(match: re.Match[str] | None, decimal_comma: bool) -> int:
    """Return where the next sign begins."""
    assert match is not None
    if match["number"] and "," in match["number"] and not decimal_comma:
        return match.start() + match["number"].index(",")
    return match.end()


def _find_name(text: str, at: int, names: frozenset[str]) -> str:
    word = re.compile(r"[A-Za-z_]\w*").match(text, at)
    return word[0] if word and word[0] in names else ""


def _as_tokens(match: re.Match[str], at: int, decimal_comma: bool) -> list[Token]:
    if number := match["number"]:
        if len(number) > MAX_DIGITS:
            raise UnreadableAnswer("too many digits", at, "shorter")
        return [Token("number", number if decimal_comma else number.split(",")[0], at)]
    if raised := match["raised"]:
        digits = raised.translate(_RAISED)
        minus = [Token("sign", "-", at)] if digits.startswith("-") else []
        return [Token("sign", "^", at), *minus, Token("number", digits.lstrip("-"), at)]
    if match["name"]:
        return [Token("name", match["name"], at)]
    if match["sign"]:
        return [Token("sign", _SAME.get(match["sign"], match["sign"]), at)]
    return []
