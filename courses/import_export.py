"""`rean courses import` and `rean courses export`: bundles of content for a stick, and question banks of other houses.

What a file is, its content tells; what is to be made, the options.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from courses.bundle.commands import export_bundle, import_bundle
from courses.bundle.opening import is_bundle
from courses.commands import CONTENT
from courses.errors import CoursesError
from courses.exchange.commands import export_questions, import_questions
from courses.exchange.exporting import FORMATS
from courses.exchange.formats import READERS
from courses.languages import LANGS, Lang
from courses.library_commands import find_taught, on_site, site_options

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_IMPORT_EXAMPLES = """\b
Examples:
  rean courses import /media/usb/math1.rean --site /srv/rean
  rean courses import bank.xml --into courses/content/math1
  rean courses import questions.txt --format gift --into /tmp/look --json
"""
_EXPORT_EXAMPLES = """\b
Examples:
  rean courses export --bundle /media/usb/math1.rean --course math1 --key ~/keys/sipar.key
  rean courses export --bundle /media/usb/all.rean --key ~/keys/sipar.key --json
  rean courses export math1/fractions --format moodle --out fractions.xml
  rean courses export math1 --format gift --lang en --variants 5 --out math1.gift
"""


@click.command("import", epilog=_IMPORT_EXAMPLES)
@site_options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", type=_FOLDER, help="Question bank: the folder of units, made when missing. Nothing in it is overwritten.")
@click.option("--format", "kind", type=click.Choice(list(READERS)), help="Question bank: what the file is; else its content tells.")
@click.option("--lang", type=click.Choice(LANGS), help="Question bank: the language of texts that name none; else their letters tell.")
@click.option("--by", default="system", help="Bundle: number of the person who installs.")
@click.option("--yes", is_flag=True, help="Bundle: do not ask. Without it --json only tells what would change.")
@click.option("--older", is_flag=True, help="Bundle: take one that is older than what is installed.")
@click.option("--drop-edits", is_flag=True, help="Bundle: give up what was edited in the browser and not published.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; all else goes to standard error.")
def import_command(file: Path, into: Path | None, kind: str | None, lang: Lang | None, as_json: bool, **options: Any) -> None:
    """Install a bundle in a site, or make units of a question bank in Moodle XML or GIFT.

    A bundle: its signature and every file are checked, what it changes is said, and after a question it is taught from now on. A running house
    takes it within seconds. What learners did keeps counting. rean courses undo brings the courses from before back.

    A question bank: each category becomes a unit's folder below --into, each question an item. What cannot be carried is listed with its reason.
    Imported texts are in one language; the other is marked as still to be written, and rean courses check says so.
    """
    if is_bundle(file):
        if into or kind:
            raise click.UsageError("This is a bundle: it goes to a site, --site DIR; --into and --format are for question banks.")
        on_site(import_bundle)(bundle=file, as_json=as_json, **options)
    elif into is None:
        raise click.UsageError("This is no bundle. For a question bank name the folder of units: --into FOLDER.")
    else:
        import_questions(file, into, kind, lang, as_json=as_json)


@click.command("export", epilog=_EXPORT_EXAMPLES)
@click.argument("name", metavar="[UNIT|COURSE]", required=False)
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Question bank: GIFT, Moodle XML, or a QTI 3.0 package (ZIP).")
@click.option("--out", type=_FILE, help="Question bank: the file to write.")
@click.option(
    "--variants", type=click.IntRange(1, 100), default=1, show_default=True, help="Question bank: questions for each item that draws numbers."
)
@click.option("--lang", type=click.Choice(LANGS), default="km", show_default=True, help="Question bank: the language of the texts.")
@click.option("--bundle", type=_FILE, help="The file to write: a signed bundle for a stick.")
@click.option("--course", help="Bundle: only this course.")
@click.option("--unit", metavar="COURSE/UNIT", help="Bundle: only this unit.")
@click.option("--key", type=_FILE, help="Bundle: the private key to sign with; rean courses keys new makes one.")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    show_default="the courses of Rean",
    help="Folder of courses.",
)
@click.option("--site", type=_FOLDER, metavar="DIR", help="Take what this site teaches.")
@click.option(
    "--papers/--no-papers", default=True, show_default=True, help="Bundle: write the list for the officer beside it, as PDF in both languages."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; all else goes to standard error.")
def export_command(
    name: str | None,
    kind: str | None,
    out: Path | None,
    variants: int,
    lang: Lang,
    bundle: Path | None,
    course: str | None,
    unit: str | None,
    key: Path | None,
    content: Path,
    site: Path | None,
    papers: bool,
    as_json: bool,
) -> None:
    """Pack courses into one signed bundle, or write the items of a unit or a course as a question bank.

    What a question bank's format cannot hold is listed with its reason.
    """
    if (bundle is None) == (kind is None):
        raise click.UsageError("Say what to make: --bundle FILE, or --format gift|moodle|qti of a unit or a course.")
    try:
        if bundle:
            _export_bundle(bundle, key, find_taught(site) if site else content, course, unit, papers, as_json)
        elif kind is None or name is None or out is None:
            raise click.UsageError("Name what goes out and the file: rean courses export math1/fractions --format moodle --out fractions.xml")
        else:
            export_questions(name, kind, out, variants, lang, find_taught(site) if site else content, as_json=as_json)
    except CoursesError as error:
        raise click.ClickException(str(error)) from None


def _export_bundle(bundle: Path, key: Path | None, content: Path, course: str | None, unit: str | None, papers: bool, as_json: bool) -> None:
    if course and unit:
        raise click.UsageError("Name a course or a unit, not both.")
    if key is None:
        raise click.UsageError("A bundle is signed: --key FILE; rean courses keys new makes one.")
    export_bundle(content, bundle, key, course or unit or "", papers, as_json)
