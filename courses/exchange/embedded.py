"""The answers that a cloze question holds inside its text, such as `{1:SHORTANSWER:=Phnom Penh~%50%Penh#Nearly}`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.exchange.bank import Answer, Embedded, RichText
from courses.exchange.errors import NotCarried
from courses.exchange.limits import MAX_ANSWERS

_KINDS = {
    "SHORTANSWER": ("text", ""),
    "SHORTANSWER_C": ("text", "case"),
    "NUMERICAL": ("number", ""),
    "MULTICHOICE": ("choice", ""),
    "MULTICHOICE_V": ("choice", ""),
    "MULTICHOICE_H": ("choice", ""),
    "MULTICHOICE_S": ("choice", "shuffled"),
    "MULTICHOICE_VS": ("choice", "shuffled"),
    "MULTICHOICE_HS": ("choice", "shuffled"),
    "MULTIRESPONSE": ("choices", ""),
    "MULTIRESPONSE_H": ("choices", ""),
    "MULTIRESPONSE_S": ("choices", "shuffled"),
    "MULTIRESPONSE_HS": ("choices", "shuffled"),
}
_SHORT = {
    "SA": "SHORTANSWER",
    "MW": "SHORTANSWER",
    "MISSINGWORD": "SHORTANSWER",
    "SAC": "SHORTANSWER_C",
    "MWC": "SHORTANSWER_C",
    "MISSINGWORD_C": "SHORTANSWER_C",
    "NM": "NUMERICAL",
    "MC": "MULTICHOICE",
    "MCV": "MULTICHOICE_V",
    "MCH": "MULTICHOICE_H",
    "MCS": "MULTICHOICE_S",
    "MCVS": "MULTICHOICE_VS",
    "MCHS": "MULTICHOICE_HS",
    "MR": "MULTIRESPONSE",
    "MRV": "MULTIRESPONSE",
    "MRH": "MULTIRESPONSE_H",
    "MRS": "MULTIRESPONSE_S",
    "MRVS": "MULTIRESPONSE_S",
    "MRHS": "MULTIRESPONSE_HS",
    "MULTIRESPONSE_V": "MULTIRESPONSE",
    "MULTIRESPONSE_VS": "MULTIRESPONSE_S",
}
_START = re.compile(r"\{\s*(?P<weight>\d*)\s*:\s*(?P<kind>[A-Z_]+)\s*:")
_WEIGHT = re.compile(r"\s*%\s*(-?\d+(?:[.,]\d+)?)\s*%")
_ESCAPED = re.compile(r"\\([}#~/\"\\])")


@dataclass
class Cut:
    """A cloze text cut at its gaps: texts and gaps take turns."""

    pieces: list[str] = field(default_factory=list)
    gaps: list[Embedded] = field(default_factory=list)


def cut_cloze(text: str) -> Cut:
    """Cut a text at its gaps.

    Raises:
        NotCarried: a gap of an unknown kind, or one that is not closed.
    """
    cut, at = Cut(), 0
    while match := _START.search(text, at):
        name = _SHORT.get(match["kind"], match["kind"])
        if name not in _KINDS:
            raise NotCarried(f"a gap of the kind {match['kind'][:30]} is not carried")
        end = _find_end(text, match.end())
        cut.pieces.append(text[at : match.start()])
        kind, how = _KINDS[name]
        answers = tuple(_read_answers(text[match.end() : end], kind))
        cut.gaps.append(Embedded(kind, answers, int(match["weight"] or 1) or 1, how == "case", how == "shuffled"))
        at = end + 1
    cut.pieces.append(text[at:])
    return cut


def _find_end(text: str, start: int) -> int:
    """Return where the brace of a gap closes: braces of TeX inside come in pairs, or the first closing one ends it."""
    depth, first = 0, -1
    for match in re.finditer(r"\\.|[{}]", text[start:], re.DOTALL):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            first = match.start() if first < 0 else first
            if not depth:
                return start + match.start()
            depth -= 1
    if first < 0:
        raise NotCarried(f"a gap is not closed by }}: {text[start : start + 40]}")
    return start + first


def _read_answers(inside: str, kind: str) -> Iterator[Answer]:
    pieces = re.split(r"(?<!\\)~", inside)
    if len(pieces) > MAX_ANSWERS:
        raise NotCarried(f"a gap has at most {MAX_ANSWERS} answers. Got {len(pieces):,}")
    for piece in pieces:
        text, _, feedback = _parted(piece)
        share, text = _share_of(_without_tags_around(text))
        if not text.strip():
            continue
        near = "0"
        if kind == "number":
            text, near = _number(text)
        yield Answer(RichText(_plain_signs(text).strip(), "html"), share, RichText(_plain_signs(feedback).strip(), "html"), near)


def _parted(piece: str) -> tuple[str, str, str]:
    match = re.search(r"(?<![\\&])#", piece)
    return (piece[: match.start()], "#", piece[match.end() :]) if match else (piece, "", "")


def _without_tags_around(text: str) -> str:
    return re.sub(r"^(?:\s|&nbsp;|</?(?:p|br|div|span)\b[^>]*>)+", "", text)


def _share_of(text: str) -> tuple[float, str]:
    share, rest = (100.0, text[1:]) if text.startswith("=") else (0.0, text)
    if match := _WEIGHT.match(rest):
        return float(match[1].replace(",", ".")), rest[match.end() :]
    return share, rest


def _number(text: str) -> tuple[str, str]:
    bare = html.unescape(re.sub(r"<[^>]*>", "", text)).strip()
    value, _, near = bare.partition(":")
    return value.strip(), near.strip() or "0"


def _plain_signs(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
