"""What needs what: skills in an order in which nothing comes before what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkillGraph:
    """The needs of all skills, and the same edges seen from the other end. A circle is cut at the edge that closes it."""

    needs: Mapping[str, tuple[str, ...]]
    needed_for: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]

    def above(self, skill: str) -> set[str]:
        """Return everything that can only be learned well after this skill."""
        found: set[str] = set()
        waiting = list(self.needed_for.get(skill, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.needed_for.get(one, ()))
        return found


def make_graph(needs: Mapping[str, Iterable[str]]) -> SkillGraph:
    """Return the graph; a need that nobody teaches is left out.

    >>> make_graph({"add": ["count"], "count": []}).order
    ('count', 'add')
    """
    kept: dict[str, tuple[str, ...]] = {}
    order: list[str] = []
    open_ones: set[str] = set()

    def visit(skill: str) -> bool:
        """Put a skill behind what it needs; tell whether it closes no circle."""
        if skill in kept:
            return True
        if skill in open_ones:
            return False
        open_ones.add(skill)
        found = tuple(need for need in dict.fromkeys(needs[skill]) if need in needs and visit(need))
        open_ones.remove(skill)
        kept[skill] = found
        order.append(skill)
        return True

    for skill in needs:
        visit(skill)
    after: dict[str, list[str]] = {skill: [] for skill in order}
    for skill, found in kept.items():
        for need in found:
            after[need].append(skill)
    return SkillGraph(kept, {skill: tuple(found) for skill, found in after.items()}, tuple(order))
