"""The manual page of the figures is printed from their table: `python -m courses.figures.manual > docs/figures.md`."""

from __future__ import annotations

from typing import Any

from courses.figures import FIGURES
from courses.figures.figure import Figure
from courses.figures.options import Counted, Option

HEAD = """\
# Figures

A figure is a picture that answers to keys, fingers and buttons. In a lesson:

```
:::{figure-widget} clock
hour: 7
minute: 35
:::
```

Both languages show the same figure with the same options; only texts (`labels`, `title`, `unit`, names) differ. The check tells a
wrong option at `file:line`. With `item: name` the figure is a question: the item says `figure: clock`, and the figure's state is sent
as the typed answer, in the form that the answer kind reads ([items](items.md)). Where a figure has the option `typed`, it chooses what
is sent. A state that nobody has moved is no answer: the page asks for it, and no try is lost; so let the right answer lie elsewhere than
the start. `tell: no` keeps the figure from saying the number that is to be read; its text alternative then describes the picture only.

`gaps` and `table` get their numbers in the order that stands below, with `|` between. `choice` gets an id: name the choices of the item
so.

Every figure: arrow keys turn the first number (left, right) and the second (down, up), Page Down and Page Up the third; each number has
buttons; a finger or mouse moves what can be moved. Teachers see all of them by the button "All figures" of the page "Lessons".

This page is printed from the table in `courses/figures/` by `python -m courses.figures.manual`.
"""


def print_manual() -> str:
    """Return the whole page."""
    rows = [f"| [`{f.name}`](#{f.name}) | {f.about.split(':')[0].split(';')[0].rstrip('.')} | {_kinds(f)} |" for f in FIGURES.values()]
    table = "\n".join(["| figure | | its state answers |", "|---|---|---|", *rows])
    return "\n".join([HEAD, table, "", *(_section(figure) for figure in FIGURES.values())])


def _kinds(figure: Figure) -> str:
    return " ".join(f"`{kind}`" for kind in dict.fromkeys(kind for kinds in figure.answers.values() for kind in kinds))


def _section(figure: Figure) -> str:
    options = [f"| `{name}` | {_in_table(option.describe())} | {_written(_one_of(option))} |" for name, option in figure.options.items()]
    answers = "; ".join(f"{f'`{figure.form}: {word}` ' if word else ''}{', '.join(kinds)}" for word, kinds in figure.answers.items())
    example = "\n".join(f"{name}: {text}" for name, text in figure.texts_of_example("en").items())
    return "\n".join(
        [
            f"## {figure.name}\n\n{figure.about}\n",
            f"State: {figure.state}. Answers: {answers}.\n",
            "| option | | default |\n|---|---|---|",
            *options,
            f"\n```\n:::{{figure-widget}} {figure.name}\n{example}\n:::\n```\n",
        ]
    )


def _one_of(option: Option) -> Any:
    return option.default[0] if isinstance(option, Counted) else option.default


def _in_table(text: str) -> str:
    return text.replace("|", r"\|")


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) or "none"


if __name__ == "__main__":
    print(print_manual(), end="")
