"""Several verdicts become one: unreadable before wrong, wrong before ask again, right only where all are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from courses.answers.base import Judged
from courses.answers.saying import say
from courses.languages import Words
from courses.model import AnswerSpec, Misconception, PartVerdict, Variant, Verdict

_PLAIN = {"right", "wrong", "ask_again", "unreadable"}


@dataclass(frozen=True, slots=True)
class Named:
    """The verdict of one gap, cell or part, its weight, and whether anything was typed there."""

    name: str
    verdict: Verdict
    weight: float = 1.0
    empty: bool = False


def combine(found: Sequence[Named], *, partial: bool, explain: bool = True) -> Judged:
    """Return one judgement of many.

    Args:
        explain: repeat the first mistake's words; not needed where each part shows its own.
    """
    total = sum(n.weight for n in found)
    score = sum(n.weight * n.verdict.score for n in found) / total if partial else 0.0
    parts = tuple(PartVerdict(n.name, n.verdict.name, n.verdict.say) for n in found)
    right = sum(n.verdict.right for n in found)
    if right == len(found):
        return Judged("right", None, 1.0, parts)
    name, words = _worst(found)
    if name not in {"ask_again", "unreadable"}:
        words = join(say("partial.some", right=right, total=len(found)), words if explain else None)
    return Judged(name, words, score, parts)


def _worst(found: Sequence[Named]) -> tuple[str, Words | None]:
    if unread := [n for n in found if n.verdict.name == "unreadable"]:
        first = next((n.verdict.say for n in unread if not n.empty), None)
        return "unreadable", first or say("unreadable.empty", count=len(unread))
    if wrong := [n.verdict for n in found if not n.verdict.right and n.verdict.name != "ask_again"]:
        named = next((v for v in wrong if v.name not in _PLAIN), None)
        return (named.name, named.say) if named else ("wrong", next((v.say for v in wrong if v.say), None))
    return "ask_again", next(n.verdict.say for n in found if n.verdict.name == "ask_again")


def join(*words: Words | None) -> Words:
    """Return texts one after the other."""
    given = [w for w in words if w is not None]
    return Words("".join(w.km for w in given), "".join(w.en for w in given))


def variant_of(variant: Variant, name: str, spec: AnswerSpec, misconceptions: tuple[Misconception, ...] = ()) -> Variant:
    """Return the variant of one gap, cell or part: the same numbers, its own answer."""
    item = replace(variant.item, id=f"{variant.item.id}#{name}", answer=spec, misconceptions=misconceptions)
    return replace(variant, item=item)
