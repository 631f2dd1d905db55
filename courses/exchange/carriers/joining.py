"""Left and right are joined; things are put in order."""

from __future__ import annotations

from courses.exchange.carriers.choosing import ids
from courses.exchange.draft import Draft
from courses.exchange.errors import NotCarried
from courses.exchange.wording import Said


def carry_matching(draft: Draft) -> None:
    """Make a matching; what is on the right twice stands there once."""
    wording = draft.wording
    rows = [(wording.row(p.left), wording.row(p.right)) for p in draft.question.pairs if p.right]
    right: list[Said] = []
    for _, said in rows:
        if said and said not in right:
            right.append(said)
    names = dict(zip(ids(len(right)), right, strict=True))
    left = [(f"l{i}", a, b) for i, (a, b) in enumerate(((a, b) for a, b in rows if a and b), 1)]
    if len(left) < 2 or len(right) < 2:
        raise NotCarried(f"a matching has at least two rows and two partners. Got {len(left)} and {len(right)}")
    of = lambda said: next(name for name, text in names.items() if text == said)  # noqa: E731
    draft.fields["answer"] = {
        "kind": "matching",
        "left": [{"id": name, **said} for name, said, _ in left],
        "right": [{"id": name, **said} for name, said in names.items()],
        "pairs": {name: of(said) for name, _, said in left},
        "partial": "true",
    }


def carry_ordering(draft: Draft) -> None:
    """Make an ordering; the bank names its parts in the right order."""
    rows = [row for answer in draft.question.answers if (row := draft.wording.row(answer.text))]
    if len(rows) < 2:
        raise NotCarried(f"an ordering has at least two parts. Got {len(rows)}")
    names = ids(len(rows))
    choices = [{"id": name, **row} for name, row in zip(names, rows, strict=True)]
    draft.fields["answer"] = {"kind": "ordering", "choices": choices, "right": ", ".join(names), "partial": "true"}
