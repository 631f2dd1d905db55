"""What `rean courses import` and `rean courses export` do with question banks of other houses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from courses.catalog import load_catalog
from courses.exchange.errors import BankError
from courses.exchange.exporting import export_items, find_units, write_export
from courses.exchange.importing import Imported, import_bank
from courses.languages import Lang


def import_questions(file: Path, into: Path, kind: str | None, lang: Lang | None, *, as_json: bool) -> None:
    """Make units of a question bank, and tell what was done."""
    try:
        done = import_bank(file, into, kind=kind, lang=lang, progress=_say)
    except (BankError, OSError) as error:
        raise click.ClickException(str(error)) from None
    _tell(done, into)
    if as_json:
        told = {"imported": done.count, "by_kind": dict(sorted(done.by_kind.items())), "not_carried": done.not_carried}
        click.echo(json.dumps(told, ensure_ascii=False))


def _tell(done: Imported, into: Path) -> None:
    for row in done.not_carried:
        _say(f"not carried: {row['question']}: {row['reason']}")
    for note, count in Counter(note for _, note in done.notes).most_common():
        names = [name for name, of in done.notes if of == note]
        _say(f"in part: {note} ({names[0]}{f' and {count - 1} more' if count > 1 else ''})")
    _say(f"{done.count} questions carried, {len(done.not_carried)} not, in {len(done.units)} units below {into}")
    if unlisted := [unit.name for unit in done.units if f"folder: {unit.name}" not in (into / "course.yaml").read_text("utf-8")]:
        _say(
            f"{into / 'course.yaml'} does not name them yet: "
            + ", ".join(unlisted)
            + ". Learners see a unit when its folder stands under units there."
        )


def export_questions(name: str, kind: str, out: Path, variants: int, lang: Lang, content: Path, *, as_json: bool) -> None:
    """Write the items of a unit or a course as a question bank, and tell what was done."""
    try:
        done = export_items(find_units(load_catalog(content), name), kind, lang, variants)
        write_export(done, kind, out, lang)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    for row in done.not_carried:
        _say(f"not carried: {row['question']}: {row['reason']}")
    for item, note in done.notes:
        _say(f"in part: {item}: {note}")
    _say(f"{len(done.questions)} questions of {sum(done.by_kind.values())} items in {out}; {len(done.not_carried)} items not carried")
    if as_json:
        told = {"exported": len(done.questions), "by_kind": dict(sorted(done.by_kind.items())), "not_carried": done.not_carried}
        click.echo(json.dumps(told, ensure_ascii=False))


def _say(what: str) -> None:
    click.echo(what, err=True)
