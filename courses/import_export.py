"""`rean courses import` and `rean courses export`: bundles of content for a stick."""

from __future__ import annotations

from pathlib import Path

import click

from courses.bundle.commands import export_bundle, import_bundle
from courses.bundle.opening import is_bundle
from courses.commands import CONTENT
from courses.errors import CoursesError
from courses.library_commands import SiteCourses, find_taught, on_site

_FILE = click.Path(dir_okay=False, path_type=Path)
_IMPORT_EXAMPLES = """\b
Examples:
  rean courses import /media/usb/math1.rean --site /srv/rean
"""
_EXPORT_EXAMPLES = """\b
Examples:
  rean courses export --bundle /media/usb/math1.rean --course math1 --key ~/keys/sipar.key
  rean courses export --bundle /media/usb/all.rean --key ~/keys/sipar.key --json
"""


@click.command("import", epilog=_IMPORT_EXAMPLES)
@on_site
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", default="system", help="Number of the person who installs.")
@click.option("--yes", is_flag=True, help="Do not ask. Without it --json only tells what would change.")
@click.option("--older", is_flag=True, help="Take a bundle that is older than what is installed.")
@click.option("--drop-edits", is_flag=True, help="Give up what was edited in the browser and not published.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to standard error.")
def import_command(site: SiteCourses, file: Path, by: str, yes: bool, older: bool, drop_edits: bool, as_json: bool) -> None:
    """Install a bundle: check its signature and every file, say what it changes, ask, and teach it from now on.

    A running house takes it within seconds. What learners did keeps counting. rean courses undo brings the courses from before back.
    """
    if not is_bundle(file):
        raise click.ClickException(f"{file} is no bundle")
    import_bundle(site, file, by=by, yes=yes, older=older, drop_edits=drop_edits, as_json=as_json)


@click.command("export", epilog=_EXPORT_EXAMPLES)
@click.option("--bundle", type=_FILE, required=True, help="The file to write: a signed bundle for a stick.")
@click.option("--course", help="Only this course.")
@click.option("--unit", metavar="COURSE/UNIT", help="Only this unit.")
@click.option("--key", type=_FILE, required=True, help="The private key to sign with; rean courses keys new makes one.")
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=CONTENT, show_default="the courses of Rean")
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Pack what this site teaches.")
@click.option("--papers/--no-papers", default=True, show_default=True, help="Write the list for the officer beside it, as PDF in both languages.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to standard error.")
def export_command(
    bundle: Path, course: str | None, unit: str | None, key: Path, content: Path, site: Path | None, papers: bool, as_json: bool
) -> None:
    """Pack courses, a course or a unit into one signed file."""
    if course and unit:
        raise click.UsageError("Name a course or a unit, not both.")
    try:
        export_bundle(find_taught(site) if site else content, bundle, key, course or unit or "", papers, as_json)
    except CoursesError as error:
        raise click.ClickException(str(error)) from None
