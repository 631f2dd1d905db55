"""What stands between the braces says by its first signs which kind of question it is."""

from __future__ import annotations

import re
from fractions import Fraction

from courses.exchange.bank import Answer, BankQuestion, Pair, RichText
from courses.exchange.errors import NotCarried
from courses.exchange.gift_signs import rich, show
from courses.exchange.limits import MAX_ANSWERS
from courses.exchange.quantities import exact, write_exact

_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_WEIGHT = re.compile(r"\s*%\s*(-?\d+(?:[.,]\d+)?)\s*%")
_GROUP = re.compile(r"\{([^{}]*)\}")
_EMBEDDED = re.compile(r"\s*\d*\s*:\s*[A-Z_]+\s*:")
_NO_ASK = RichText()


def read_answers(inside: str, kind: str) -> BankQuestion:
    """Return a question of these answers, still without its text.

    Raises:
        NotCarried: an answer that is none.
    """
    body, _, general = inside.partition("####")
    told = rich(general, kind)
    body = body.strip()
    if not body:
        return BankQuestion("essay", "", _NO_ASK, general=told)
    if body.startswith("#"):
        return BankQuestion("numerical", "", _NO_ASK, general=told, answers=tuple(_read_numbers(body[1:], kind)))
    if truth := _read_truth(body, kind):
        return BankQuestion("truefalse", "", _NO_ASK, general=told, answers=truth)
    if "~" in body:
        answers = tuple(_read_answer(piece, kind) for piece in _cut(body))
        right = sum(piece.startswith("=") for piece in _cut(body))
        return BankQuestion("multichoice", "", _NO_ASK, general=told, answers=answers, single=right > 0)
    if "->" in body and "=" in body:
        return BankQuestion("matching", "", _NO_ASK, general=told, pairs=tuple(_read_pair(piece, kind) for piece in _cut(body)))
    answers = tuple(_read_answer(piece, kind) for piece in _cut(body if body.startswith("=") else f"={body}"))
    return BankQuestion("shortanswer", "", _NO_ASK, general=told, answers=answers)


def as_cloze(text: str) -> str:
    """Return a text that holds several gaps, or gaps as a cloze question writes them, in the words of cloze; of another text nothing."""
    groups = _GROUP.findall(text)
    if any(_EMBEDDED.match(group) for group in groups):
        return text
    if len(groups) < 2 or not all(group.strip()[:1] in ("=", "~") for group in groups):
        return ""
    return _GROUP.sub(lambda match: _as_gap(match[1]), text)


def _as_gap(inside: str) -> str:
    pieces = [re.sub(r"([}#~/\"\\])", r"\\\1", show(piece)) if "#" not in piece else show(piece) for piece in _cut(inside.partition("####")[0])]
    kind = "MC" if any(piece[0] == "~" for piece in _cut(inside)) else "SA"
    answers = "~".join(piece.removeprefix("\\").removeprefix("~") for piece in pieces)
    return f"{{1:{kind}:{answers}}}"


def _cut(body: str) -> list[str]:
    """Return the answers, each with the sign it begins with."""
    pieces = [piece for piece in re.split(r"(?=[=~])", body) if piece.strip()]
    if len(pieces) > MAX_ANSWERS:
        raise NotCarried(f"a question has at most {MAX_ANSWERS} answers. Got {len(pieces):,}")
    return [piece.strip() for piece in pieces if piece[0] in "=~"]


def _read_truth(body: str, kind: str) -> tuple[Answer, ...]:
    said, *feedback = body.split("#")
    if (word := said.strip().upper()) not in _TRUTH:
        return ()
    wrong, right = (rich(feedback[i], kind) if i < len(feedback) else RichText() for i in (0, 1))
    is_true = _TRUTH[word]
    shares = {"true": 100.0 if is_true else 0.0, "false": 0.0 if is_true else 100.0}
    return tuple(Answer(RichText(name, "plain_text"), share, right if share else wrong) for name, share in shares.items())


def _read_answer(piece: str, kind: str) -> Answer:
    sign, rest = piece[0], piece[1:]
    share = 100.0 if sign == "=" else 0.0
    if match := _WEIGHT.match(rest):
        share, rest = float(match[1].replace(",", ".")), rest[match.end() :]
    text, _, feedback = rest.partition("#")
    return Answer(rich(text, kind), share, rich(feedback, kind))


def _read_pair(piece: str, kind: str) -> Pair:
    text = piece[1:].partition("#")[0]
    left, arrow, right = text.partition("->")
    if not arrow:
        raise NotCarried(f"a row of a matching is written `=left -> right`. Got {show(piece)[:60]}")
    return Pair(rich(left, kind), rich(right, kind))


def _read_numbers(body: str, kind: str) -> list[Answer]:
    body = body.strip()
    return [_as_number(_read_answer(piece, kind)) for piece in _cut(body if body[:1] in ("=", "~") else f"={body}")]


def _as_number(answer: Answer) -> Answer:
    written = answer.text.text.strip() or "*"
    low, dots, high = written.partition("..")
    if dots:
        ends = exact(low), exact(high)
        value, tolerance = write_exact(sum(ends, Fraction(0)) / 2), write_exact(abs(ends[1] - ends[0]) / 2)
    else:
        value, _, tolerance = written.partition(":")
    return Answer(RichText(value.strip(), "plain_text"), answer.share, answer.feedback, tolerance.strip() or "0")
