"""A unit's skills as a picture: what is needed stands above what needs it, with lines between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ACROSS = 3
"""So many stand side by side: on a small screen a Khmer title still fits."""

_GAPS = {1: (17.0, 83.0), 2: (4.0, 50.0, 96.0), 3: (0.7, 33.3, 66.7, 99.3)}
"""Where a line may pass through a row of so many cards, in percent across."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Where one skill stands: `x` in percent of the width, `row` from the top."""

    skill: str
    x: float
    row: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The whole picture; the lines are SVG paths, in units of percent across and of a hundredth of a row down."""

    rungs: tuple[Rung, ...]
    lines: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 1 + max((rung.row for rung in self.rungs), default=0)


def draw_ladder(skills: Sequence[str], needs: Mapping[str, Sequence[str]]) -> Ladder:
    """Return the picture of some skills.

    Args:
        skills: in the order of teaching.
        needs: what each skill needs; what is not among the skills is left out of the picture.
    """
    within = {skill: [need for need in needs[skill] if need in skills] for skill in skills}
    places: dict[str, Rung] = {}
    for row, names in enumerate(_rows(skills, within)):
        ordered = sorted(names, key=lambda name: (_middle(within[name], places), names.index(name)))
        for column, name in enumerate(ordered):
            places[name] = Rung(name, round(100 * (column + 0.5) / len(ordered), 2), row)
    across = [sum(rung.row == row for rung in places.values()) for row in range(1 + max((r.row for r in places.values()), default=0))]
    lines = tuple(_line(places[need], places[skill], across) for skill in skills for need in _plain_needs(skill, within))
    return Ladder(tuple(places[skill] for skill in skills), lines)


def _rows(skills: Sequence[str], needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Put each skill below all that it needs, and no more side by side than fit."""
    rows: list[list[str]] = []
    row_of: dict[str, int] = {}
    for skill in sorted(skills, key=lambda skill: (_depth(skill, needs), skills.index(skill))):
        row = max((row_of.get(need, -1) + 1 for need in needs[skill]), default=0)
        while row < len(rows) and len(rows[row]) >= _ACROSS:
            row += 1
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].append(skill)
        row_of[skill] = row
    return rows


def _depth(skill: str, needs: Mapping[str, Sequence[str]], above: frozenset[str] = frozenset()) -> int:
    """Return the longest way up; a circle, which the course's check refuses, ends where it closes."""
    return max((1 + _depth(need, needs, above | {skill}) for need in needs[skill] if need not in above), default=0)


def _middle(needs: Sequence[str], places: Mapping[str, Rung]) -> float:
    known = [places[need].x for need in needs if need in places]
    return sum(known) / len(known) if known else 50.0


def _plain_needs(skill: str, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the needs that do not already follow from another need."""
    return [need for need in needs[skill] if not any(need in _all_above(other, needs) for other in needs[skill] if other != need)]


def _all_above(skill: str, needs: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(needs[skill])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(needs[one])
    return found


def _line(above: Rung, below: Rung, across: Sequence[int]) -> str:
    """Return the path between two skills; on its way it passes between the cards of the rows in the middle."""
    x, y = above.x, 100 * above.row + 50
    path = f"M{x} {y}"
    for row in range(above.row + 1, below.row):
        straight = above.x + (below.x - above.x) * (row - above.row) / (below.row - above.row)
        gap = min(_GAPS[across[row]], key=lambda place: abs(place - straight))
        path += _bend(x, y, gap, 100 * row + 12) + f"V{100 * row + 88}"
        x, y = gap, 100 * row + 88
    return path + _bend(x, y, below.x, 100 * below.row + 50)


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = round((y1 + y2) / 2, 1)
    return f"C{x1} {middle} {x2} {middle} {x2} {y2}"
