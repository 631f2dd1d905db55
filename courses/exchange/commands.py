"""`rean courses import` and `rean courses export`: question banks of other houses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from courses.catalog import load_catalog
from courses.errors import ContentErrors, UnknownContent
from courses.exchange.errors import BankError
from courses.exchange.exporting import FORMATS, export_items, find_units, write_export
from courses.exchange.formats import READERS
from courses.exchange.importing import Imported, import_bank
from courses.languages import LANGS, Lang

_IMPORT_EXAMPLES = """\b
Examples:
  rean courses import bank.xml --into courses/content/math1
  rean courses import questions.txt --format gift --into /tmp/look --json
"""


_EXPORT_EXAMPLES = """\b
Examples:
  rean courses export math1/fractions --format moodle --out fractions.xml
  rean courses export math1 --format gift --lang en --variants 5 --out math1.gift
  rean courses export math1/fractions --format qti --out fractions.zip
"""
CONTENT = Path(__file__).parents[1] / "content"


def _say(what: str) -> None:
    click.echo(what, err=True)


@click.command("import", epilog=_IMPORT_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of units, made when missing. Nothing in it is overwritten.",
)
@click.option("--format", "kind", type=click.Choice(list(READERS)), help="What the file is; else its content tells.")
@click.option("--lang", type=click.Choice(LANGS), help="The language of texts that name none; else their letters tell.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; all else goes to standard error.")
def import_command(file: Path, into: Path, kind: str | None, lang: Lang | None, as_json: bool) -> None:
    """Make units of a question bank in Moodle XML or GIFT.

    Each category becomes a unit's folder below FOLDER, each question an item, each description a text of the unit's lesson. What cannot be carried is
    listed with its reason. Imported texts are in one language; the other is marked as still to be written, and `rean courses check` says so.
    """
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


@click.command("export", epilog=_EXPORT_EXAMPLES)
@click.argument("name", metavar="UNIT|COURSE")
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="GIFT, Moodle XML, or a QTI 3.0 package (ZIP).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File that is written.")
@click.option("--variants", type=click.IntRange(1, 100), default=1, show_default=True, help="Questions for each item that draws numbers.")
@click.option("--lang", type=click.Choice(LANGS), default="km", show_default=True, help="The language of the texts.")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    show_default="the courses of Rean",
    help="Folder of courses.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; all else goes to standard error.")
def export_command(name: str, kind: str, out: Path, variants: int, lang: Lang, content: Path, as_json: bool) -> None:
    """Write the items of a unit or a course as a question bank for another house.

    What the format cannot hold is listed with its reason.
    """
    try:
        done = export_items(find_units(load_catalog(content), name), kind, lang, variants)
        write_export(done, kind, out, lang)
    except (ContentErrors, UnknownContent, OSError) as error:
        raise click.ClickException(str(error)) from None
    for row in done.not_carried:
        _say(f"not carried: {row['question']}: {row['reason']}")
    for item, note in done.notes:
        _say(f"in part: {item}: {note}")
    _say(f"{len(done.questions)} questions of {sum(done.by_kind.values())} items in {out}; {len(done.not_carried)} items not carried")
    if as_json:
        told = {"exported": len(done.questions), "by_kind": dict(sorted(done.by_kind.items())), "not_carried": done.not_carried}
        click.echo(json.dumps(told, ensure_ascii=False))
