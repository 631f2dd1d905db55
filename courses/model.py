"""The records of what is taught: plain, frozen, and free of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from courses.languages import Lang, Words
from courses.verdict import PartVerdict, Verdict, VerdictName

Value = Fraction | str
"""What a drawn or computed name of an item stands for: an exact number or a word."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A knowledge component: the smallest thing that is practised and mastered as one."""

    id: str
    title: Words
    needs: tuple[str, ...] = ()
    """Skills of its unit by their id, those of another unit of the course as `course/unit/skill`."""
    was: tuple[str, ...] = ()
    """Names it had before, as `course/unit/skill`: what learners did under them counts for this one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, or to put in order, in an exercise."""

    id: str
    text: Words


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """What the item file says below `answer:`; `kind` names the answer kind that reads the rest."""

    kind: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong answer that has a name, and what to say to it."""

    name: str
    when: str
    say: Words
    credit: Fraction = Fraction(0)
    """The part of the points that this answer is worth where points are given, in [0, 1)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an answer whatever its verdict, so that each choice gets its reason."""

    when: str
    """Describes the answer as a misconception's `when` does; empty: any answer."""
    say: Words


@dataclass(frozen=True, slots=True)
class Part:
    """One question of an item that has several."""

    name: str
    ask: Words
    answer: AnswerSpec
    misconceptions: tuple[Misconception, ...] = ()
    points: Fraction = Fraction(1)
    """Its weight among the parts."""


@dataclass(frozen=True, slots=True)
class ItemTest:
    """A sample inside the item file: with these numbers, this typed answer gets this verdict."""

    drawn: Mapping[str, str]
    typed: str
    verdict: VerdictName
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise: what it trains, what is drawn, the question, the answer, the mistakes, the hints, the tests."""

    id: str
    skills: tuple[str, ...]
    level: int
    source: str
    review: Mapping[str, str]
    ask: Words
    answer: AnswerSpec
    draw: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    keep: str | None = None
    let: Mapping[str, str] = field(default_factory=dict)
    misconceptions: tuple[Misconception, ...] = ()
    replies: tuple[Reply, ...] = ()
    """Said beside the verdict; the first that fits. A misconception that fits says enough by itself."""
    hints: tuple[Words, ...] = ()
    tests: tuple[ItemTest, ...] = ()
    was: tuple[str, ...] = ()
    """Ids it had before: what learners did under them counts for this one."""
    figure: str | None = None
    """The figure whose state is the answer; such an item is asked where a lesson shows that figure, and nowhere else."""
    together: tuple[str, ...] = ()
    """Drawn names whose values belong together: the first of each, or the second of each, and so on."""
    otherwise: Words | None = None
    """What is said to a wrong answer that no misconception describes."""
    explain: Words | None = None
    """Why the right answer is right: said after a right answer and with the solution."""
    tags: tuple[str, ...] = ()
    """An author's own marks; they change nothing."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The pictures its texts show, by name, each as a `data:` address."""
    scored: bool = True
    """False for an opinion: an answer is taken and replied to, never called right or wrong, and counts nowhere."""
    skip: Literal["", "tell_teacher"] = ""
    """`tell_teacher`: a learner may leave the question at no cost, and the teacher hears of the wish to talk."""

    text: str = ""
    """A text to be read before the question: the same in both languages, since reading it is the exercise."""
    sound: str = ""
    """The text that is heard and not shown, as `course/unit/name`: a recording of the site, made by a teacher."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, written in both languages."""

    id: str
    title: Words
    skills: tuple[str, ...]
    missing: str = ""
    """The language that its unit says is still to be written."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a unit test: an item to be marked by the machine, or a written answer for the teacher."""

    id: str
    points: float
    item: str | None = None
    ask: Words | None = None
    rubric: Words | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit test; its `name` is the nbgrader assignment's."""

    name: str
    unit: str
    title: Words
    questions: tuple[Question, ...]


PAGES = ("cv", "job-centres")
"""Pages that a unit may lead to: a curriculum vitae to fill in, and the site's list of job centres."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a course, as it stands in its folder; skills are in the order of teaching."""

    id: str
    title: Words
    skills: Mapping[str, Skill]
    lessons: tuple[Lesson, ...]
    items: Mapping[str, Item]
    assignments: tuple[Assignment, ...] = ()
    review: Mapping[str, str] = field(default_factory=dict)
    """The state of each language, where the unit says one; a language that is `missing` is still to be written."""
    pages: tuple[str, ...] = ()
    """Pages of the tutor that belong to the unit, from `PAGES`."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts to be read or to be heard, by name; Khmer in both languages."""

    def sounds(self) -> dict[str, str]:
        """Return the texts that exercises let a learner hear, by the name of the recording, in the order of the unit's file."""
        heard = {item.sound for item in self.items.values()}
        return {sound: text for name, text in self.texts.items() if (sound := f"{self.id}/{name}") in heard}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit that a course will hold and that nobody has written yet."""

    title: Words


@dataclass(frozen=True, slots=True)
class Course:
    """One of the programme's courses: its units, and those still to be written."""

    id: str
    title: Words
    about: Words
    icon: str
    units: tuple[Unit, ...]
    planned: tuple[PlannedUnit, ...] = ()
    landmarks: tuple[str, ...] = ()
    """Skills that the placement asks about, as `course/unit/skill`: who can do one can do all that it needs."""
    review: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variant:
    """One drawing of an item: the same item and the same seed give the same variant everywhere."""

    item: Item
    drawn: Mapping[str, Value]
    values: Mapping[str, Value]
    """What was drawn and what `let` computed from it."""


InputKind = Literal[
    "fraction",
    "number",
    "quantity",
    "algebra",
    "interval",
    "point",
    "choice",
    "choices",
    "ordering",
    "matching",
    "gaps",
    "table",
    "tap_words",
    "formula",
    "reaction",
    "text",
    "long_text",
    "parts",
]
"""How a browser asks for an answer; several answer kinds may share one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser may know of a variant before the verdict: no key, no seed, no test."""

    ask_html: str
    kind: InputKind
    options: Mapping[str, Any]
    """What the input needs, each kind its own: `choices`, `unit`, `letters`, `fields`; texts in it are HTML."""
    hints_total: int


__all__ = [
    "PAGES",
    "AnswerSpec",
    "Assignment",
    "Choice",
    "Course",
    "InputKind",
    "Item",
    "ItemTest",
    "Lang",
    "Lesson",
    "Misconception",
    "Part",
    "PartVerdict",
    "PlannedUnit",
    "Question",
    "Shown",
    "Skill",
    "Unit",
    "Value",
    "Variant",
    "Verdict",
    "VerdictName",
    "Words",
]
