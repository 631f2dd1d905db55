"""`rean courses publish|undo`: what a site teaches changes in one step, and back again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from courses.commands import CONTENT
from courses.errors import ContentErrors, CoursesError
from courses.library import Change, Library, compare

_FOLDER = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class SitePlaces:
    """Where a site keeps its courses; the command line of the house hands it in as `obj`."""

    find: Callable[[Path], tuple[Path, Path]]
    """Returns, for a site's folder, the folder of its library and that of its built lessons."""
    note: Callable[..., None]
    """Writes a line into the log of a site's folder: what was done, `by` whom, `about` what, and details."""


@dataclass(frozen=True, slots=True)
class SiteCourses:
    """The courses of the site that a command is about."""

    library: Library
    lessons: Path
    note: Callable[..., None] = lambda *_, **__: None
    """Writes a line into the site's log: what was done, `by` whom, `about` what, and details."""


def on_site(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site`, and turn our errors into one line; the command gets the site's courses as `site`."""

    @wraps(command)
    def run(site: Path | None, library: Path | None, lessons: Path | None, shipped: Path, **options: Any) -> None:
        try:
            command(site=_open(site, library, lessons, shipped), **options)
        except ContentErrors as errors:
            raise click.ClickException(f"{errors}\nNothing was changed.") from None
        except CoursesError as error:
            raise click.ClickException(str(error)) from None

    return site_options(run)


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name a site, without opening it."""
    for option in (
        click.option("--shipped", type=_FOLDER, hidden=True, default=CONTENT),
        click.option("--lessons", type=_FOLDER, hidden=True),
        click.option("--library", type=_FOLDER, hidden=True),
        click.option("--site", type=_FOLDER, envvar="REAN_SITE", metavar="DIR", help="The site's folder; or $REAN_SITE."),
    ):
        command = option(command)
    return command


def find_taught(site: Path) -> Path:
    """Return the folder of the courses that a site teaches.

    Raises:
        click.UsageError: nobody told where sites keep their courses.
    """
    return _open(site, None, None, CONTENT).library.live


def _open(site: Path | None, library: Path | None, lessons: Path | None, shipped: Path) -> SiteCourses:
    places = click.get_current_context().find_object(SitePlaces)
    if library and lessons:
        return SiteCourses(Library(library, shipped), lessons)
    if site is None or places is None:
        raise click.UsageError("Name the site: --site DIR, or $REAN_SITE.")
    folder, built = places.find(site)
    return SiteCourses(Library(folder, shipped), built, partial(places.note, site))


@click.command("publish", epilog="Example: rean courses publish --site /srv/rean --content my-courses --yes")
@on_site
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Teach this folder of courses; otherwise what was edited in the browser.",
)
@click.option("--by", default="system", help="Number of the person who publishes.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to standard error.")
def publish_command(site: SiteCourses, content: Path | None, by: str, yes: bool, as_json: bool) -> None:
    """Check everything, build the lessons, and teach them from now on; a running house takes them within seconds."""
    library = site.library
    changes = _list_changes(library, content)
    if not changes:
        _tell({"event": "unchanged"}, "Nothing is other than what is taught.", as_json)
        return
    for change in changes:
        click.echo(f"{change.kind:8} {change.name}", err=as_json)
    if not yes:
        click.confirm("Check and teach this?", abort=True, err=True)
    why = "edited" if content is None else f"from {content}"
    try:
        now = library.publish(content or library.draft, site.lessons, why, by, lambda what: click.echo(what, err=True))
    except ContentErrors as errors:
        if not as_json:
            raise
        findings = [{"file": e.file, "line": e.line, "message": e.message} for e in errors.errors]
        _tell({"event": "refused", "findings": findings}, "", True)
        sys.exit(1)
    site.note("content.published", by=by, about=now.version, why=now.why)
    _tell({"event": "published"} | asdict(now), f"Version {now.version} is taught now.", as_json)


def _list_changes(library: Library, content: Path | None) -> list[Change]:
    return compare(library.live, content) if content else library.edits()


@click.command("undo", epilog="Example: rean courses undo --site /srv/rean")
@on_site
@click.option("--by", default="system", help="Number of the person who undoes it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def undo_command(site: SiteCourses, by: str, yes: bool, as_json: bool) -> None:
    """Teach again what was taught before the last `publish` or `import`; once more brings the newer courses back."""
    now = site.library.current
    if not yes and now.at:
        click.confirm(f"Taught now: {_name(now.version)} ({now.why}, {now.at}). Go back to {_name(now.before)}?", abort=True, err=True)
    back = site.library.go_back(site.lessons, by)
    site.note("content.went_back", by=by, about=back.version)
    _tell({"event": "went_back"} | asdict(back), f"Taught now: {_name(back.version)}.", as_json)


def _name(version: str) -> str:
    return f"version {version}" if version else "the shipped courses"


def _tell(row: dict[str, Any], plain: str, as_json: bool) -> None:
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else plain)
    sys.stdout.flush()
