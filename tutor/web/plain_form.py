"""The answer to a question as an HTML form that needs no script: drawn here, and read back into the one text that the tutor keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, Protocol

from courses.languages import Catalogue
from courses.markdown import as_words

_FIELD = re.compile(r'<span data-field="([\w-]+)"></span>')
_HELPED = ("number", "fraction", "quantity", "algebra", "interval", "point", "formula", "reaction")


class FormValues(Protocol):
    """What was sent with a form."""

    def getlist(self, key: Any) -> list[Any]:
        """Return all values of a name."""
        ...


def draw_form(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    """Return the fields of a question as HTML.

    Args:
        kind: how a browser asks, `Shown.kind`.
        options: what it needs, `Shown.options`.
        name: the name of the first field; others add to it.
        typed: what was typed so far.
    """
    drawers = {
        "choice": _draw_rows,
        "choices": _draw_rows,
        "ordering": _draw_ordering,
        "matching": _draw_matching,
        "gaps": _draw_gaps,
        "table": _draw_table,
        "tap_words": _draw_words,
        "reaction": _draw_reaction,
        "parts": _draw_parts,
        "long_text": _draw_long,
    }
    return drawers.get(kind, _draw_line)(kind, options, name, typed, text)


def read_form(kind: str, options: Mapping[str, Any], name: str, form: FormValues) -> str:
    """Return what was typed into the fields that `draw_form` drew."""
    if kind in ("choices", "tap_words"):
        return ", ".join(map(str, form.getlist(name)))
    if kind == "ordering":
        places = {c["id"]: _first(form, f"{name}.{c['id']}") for c in options["choices"]}
        return ",".join(sorted(places, key=lambda i: int(places[i]))) if all(p.isdigit() for p in places.values()) else ""
    if kind == "matching":
        pairs = {row["id"]: _first(form, f"{name}.{row['id']}") for row in options["left"]}
        return ", ".join(f"{left}={right}" for left, right in pairs.items() if right)
    if kind in ("gaps", "table"):
        return _join([read_form(f["kind"], f["options"], f"{name}.{f['name']}", form).replace("|", "∣") for f in options["fields"]], " | ")
    if kind == "reaction" and "left" in options:
        return _join([_first(form, f"{name}.{i}") for i in range(len(options["left"]) + len(options["right"]))], ", ")
    if kind == "parts":
        return _join([read_form(p["kind"], p["options"], f"{name}.{p['name']}", form) for p in options["parts"]], " || ")
    return _first(form, name)


def _first(form: FormValues, name: str) -> str:
    return str(next(iter(form.getlist(name)), "")).strip()


def _join(texts: list[str], sign: str) -> str:
    return sign.join(texts) if any(texts) else ""


def _draw_line(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    unit = f' <span class="answer-unit">{escape(options["unit"])}</span>' if options.get("unit") else ""
    help_text = f'<small class="muted">{escape(text(f"plain.{kind}"))}</small>' if kind in _HELPED else ""
    return f'<p class="answer-row">{_input(name, typed, text)}{unit}</p>{help_text}'


def _input(name: str, typed: str, text: Catalogue, size: int = 24, label: str = "") -> str:
    about = f'name="{escape(name)}" value="{escape(typed)}" size="{size}" aria-label="{escape(label or text("plain.answer"))}"'
    return f'<input type="text" class="answer-line field-line" autocomplete="off" maxlength="2000" {about}>'


def _draw_long(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    about = f'name="{escape(name)}" aria-label="{escape(text("plain.answer"))}"'
    return f'<textarea class="answer-long" rows="8" maxlength="10000" {about}>\n{escape(typed)}</textarea>'


def _draw_rows(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    chosen = _ids(typed)
    box = "radio" if kind == "choice" else "checkbox"
    row = '<label class="choice"><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>'
    rows = (row.format(box, escape(name), escape(c["id"]), _checked(c["id"] in chosen), c["html"]) for c in options["choices"])
    return f'<fieldset class="choices">{"".join(rows)}</fieldset>'


def _checked(yes: bool) -> str:
    return " checked" if yes else ""


def _ids(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",")]


def _draw_ordering(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    places = {c: str(i) for i, c in enumerate(_ids(typed), 1)}
    numbers = [(str(i), str(i)) for i in range(1, len(options["choices"]) + 1)]
    lists = ((c["html"], _list(name + "." + c["id"], numbers, places.get(c["id"], ""), text)) for c in options["choices"])
    rows = (f"<li>{numbered} {html}</li>" for html, numbered in lists)
    return f'<p class="muted small">{escape(text("plain.ordering"))}</p><ul class="ordering">{"".join(rows)}</ul>'


def _list(name: str, rows: list[tuple[str, str]], chosen: str, text: Catalogue) -> str:
    row = '<option value="{}"{}>{}</option>'
    options = (row.format(escape(i), " selected" if i == chosen else "", escape(words)) for i, words in [("", "…"), *rows])
    return f'<select class="field-list" name="{escape(name)}" aria-label="{escape(text("plain.answer"))}">{"".join(options)}</select>'


def _draw_matching(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    pairs = dict(pair.split("=", 1) for pair in _ids(typed) if "=" in pair)
    things = [(c["id"], as_words(c["html"])) for c in options["right"]]
    lists = ((row["html"], _list(name + "." + row["id"], things, pairs.get(row["id"], ""), text)) for row in options["left"])
    rows = (f"<li>{html} — {things_list}</li>" for html, things_list in lists)
    return f'<ul class="matching-left">{"".join(rows)}</ul>'


def _fill(html: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    given = [part.strip() for part in typed.split("|")]
    fields = {f["name"]: (f, given[i] if i < len(given) else "") for i, f in enumerate(options["fields"])}
    return _FIELD.sub(lambda m: _draw_field(*fields[m[1]], name, text), html)


def _draw_field(field: Mapping[str, Any], typed: str, name: str, text: Catalogue) -> str:
    whole = f"{name}.{field['name']}"
    if field["kind"] == "choice":
        return _list(whole, [(c["id"], as_words(c["html"])) for c in field["options"]["choices"]], typed, text)
    return _input(whole, typed, text, size=10)


def _draw_gaps(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    return f'<div class="gaps">{_fill(options["html"], options, name, typed, text)}</div>'


def _draw_table(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    line = lambda cells, tag: "<tr>" + "".join(f"<{tag}>{c['html']}</{tag}>" for c in cells) + "</tr>"  # noqa: E731
    head = f"<thead>{line(options['head'], 'th')}</thead>" if options["head"] else ""
    table = f'<table class="table answer-table">{head}<tbody>{"".join(line(row, "td") for row in options["rows"])}</tbody></table>'
    return _fill(table, options, name, typed, text)


def _draw_words(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    chosen, box = _ids(typed), "radio" if options["pick"] == "one" else "checkbox"
    word = '<label class="tap-word"><input type="{}" name="{}" value="{}"{}> {}</label>'
    pieces = (word.format(box, escape(name), p["id"], _checked(p["id"] in chosen), p["html"]) if "id" in p else p["html"] for p in options["pieces"])
    return f'<p class="tap-text">{"".join(pieces)}</p>'


def _draw_reaction(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    if "left" not in options:
        return _draw_line(kind, options, name, typed, text)
    given = [*_ids(typed), *[""] * 20]
    formulas = [*options["left"], *options["right"]]
    pieces = [_input(f"{name}.{i}", given[i], text, 2, f["text"]) + " " + escape(f["text"]) for i, f in enumerate(formulas)]
    cut = len(options["left"])
    return f'<p class="answer-row reaction">{" + ".join(pieces[:cut])} → {" + ".join(pieces[cut:])}</p>'


def _draw_parts(kind: str, options: Mapping[str, Any], name: str, typed: str, text: Catalogue) -> str:
    given = [part.strip() for part in typed.split("||")]
    sections = []
    for index, part in enumerate(options["parts"]):
        fields = draw_form(part["kind"], part["options"], f"{name}.{part['name']}", given[index] if index < len(given) else "", text)
        sections.append(
            f'<section class="part"><div class="part-ask"><strong>{part["label"]}</strong><div>{part["html"]}</div></div>{fields}</section>'
        )
    return f'<div class="parts">{"".join(sections)}</div>'
