"""The command `rean`: the one module that may import everything."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click

from courses.bundle.commands import keys
from courses.commands import CONTENT
from courses.commands import commands as courses
from courses.errors import CoursesError
from courses.import_export import export_command, import_command
from courses.library import Library
from courses.library_commands import SitePlaces, publish_command, undo_command
from courses.publish import ensure_built
from grading.commands import commands as grade
from grading.course import ensure_courses
from grading.errors import GradingError
from grading.records.audit import Audit
from hub_config import backup as backups
from hub_config.accounts.commands import commands as accounts
from hub_config.accounts.house import Accounts
from hub_config.addresses import list_own_addresses
from hub_config.demo import DEMO_SETTINGS, LEARNER_PIN, STAFF_PASSPHRASE, ensure_people, find_demo_secrets, list_people
from hub_config.doctor import Finding, examine
from hub_config.errors import DemoSecrets, HouseError
from hub_config.services import list_gradebooks
from hub_config.settings import Settings, as_markdown, list_rows, read_settings
from hub_config.site import Site, init_site, open_site
from hub_config.up import open_house, serve
from tutor.fitting.commands import commands as model
from tutor.simulate.commands import simulate
from tutor.site_model import judge_model_file
from tutor.workshop.commands import preview

_FOLDER = click.Path(path_type=Path, file_okay=False)
_JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON, for scripts.")


class _OneLine(click.Group):
    """Says in one line what an operator can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of the house, or of a file, becomes one line and the exit code 1."""
        try:
            return super().invoke(ctx)
        except HouseError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.filename is None:
                raise
            raise click.ClickException(f"{error.filename} cannot be used: {error.strerror}.") from None


def site_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site DIR`."""
    return click.option("--site", "folder", type=_FOLDER, envvar="REAN_SITE", required=True, metavar="DIR", help="The site's folder; or $REAN_SITE.")(
        command
    )


@click.group(
    cls=_OneLine,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with `rean demo`. A real site: `rean init DIR`, then `rean up --site DIR`.",
)
@click.version_option(package_name="rean", prog_name="rean")
@click.pass_context
def main(context: click.Context) -> None:
    """Rean, a tutoring house for a place without a network."""
    context.obj = SitePlaces(find_courses, note_courses)
    gc.freeze()  # every command ends sooner: what was imported is not looked through at the end


def find_courses(folder: Path) -> tuple[Path, Path]:
    """Return where a site keeps its own courses, and its built lessons."""
    site = open_site(folder)
    return site.courses, site.lessons


def note_courses(folder: Path, act: str, **about: Any) -> None:
    """Leave a line about the courses in a site's log."""
    Audit(Site(folder.absolute()).audit_file).write(act, **about)


@main.command()
@click.argument("folder", type=_FOLDER, metavar="DIR")
def init(folder: Path) -> None:
    """Make a new site in DIR: its folders, its secrets, and a site.toml to look through.

    \b
    Example:
      rean init /srv/rean
    """
    site = init_site(folder)
    click.echo(f"{site.root} is a site now. Look through {site.settings_file.name} in it, then:")
    click.echo(f"  rean accounts import roster.csv --site {folder}\n  rean up --site {folder}")


@main.command()
@site_option
def up(folder: Path) -> None:
    """Serve a site until Ctrl-C.

    \b
    Example:
      rean up --site /srv/rean
    """
    site = open_site(folder)
    chosen = read_settings(site.settings_file)
    refuse_demo(site, chosen)
    _serve(site, chosen, (*list_seat_lines(chosen), *list_admin_lines(site, chosen)))


@main.command()
@click.option("--site", "folder", type=_FOLDER, default=Path("var/demo"), show_default=True, metavar="DIR", help="Where the demo is kept.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="TCP port on this machine.")
def demo(folder: Path, port: int) -> None:
    """Make a site with invented people, once, and serve it on this machine alone.

    \b
    Examples:
      rean demo
      rean demo --port 8080
    """
    site = init_site(folder, DEMO_SETTINGS)
    chosen = read_settings(site.settings_file)
    if chosen.hub.profile != "demo":
        raise HouseError(f"{folder} holds a real site. Serve it with: rean up --site {folder}")
    chosen = chosen.model_copy(update={"hub": chosen.hub.model_copy(update={"ip": "127.0.0.1", "port": port})})
    with closing(Accounts(site.root, chosen.accounts)) as people:
        ensure_people(people)
    _serve(site, chosen, _demo_lines())


@main.command()
@click.option("--site", "folder", type=_FOLDER, metavar="DIR", help="Look at this site too.")
@_JSON
def doctor(folder: Path | None, as_json: bool) -> None:
    """Say what the machine has and lacks; the exit code is 1 where the house would not start.

    \b
    Examples:
      rean doctor
      rean doctor --site /srv/rean --json
    """
    findings = examine(Site(folder.absolute()) if folder else None)
    if folder:
        usable, said = judge_model_file(folder)
        findings.append(Finding("model", "ok" if usable else "warning", said))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    for one in () if as_json else findings:
        click.echo(f"{one.state:8} {one.what:12} {one.text}")
    raise SystemExit(any(one.state == "bad" for one in findings))


@main.command()
@click.option("--markdown", is_flag=True, help="Print docs/settings.md.")
@_JSON
def settings(markdown: bool, as_json: bool) -> None:
    """List every setting of site.toml with its default, what is allowed, and what it does.

    \b
    Example:
      rean settings
    """
    if markdown:
        click.echo(as_markdown(), nl=False)
    elif as_json:
        click.echo(json.dumps([asdict(row) for row in list_rows()], ensure_ascii=False))
    else:
        for row in list_rows():
            click.echo(f"[{row.section}] {row.name} = {row.default}   ({row.allowed}{' ' + row.unit if row.unit else ''}) {row.help}")


@main.command()
@click.argument("folder", type=_FOLDER, metavar="SITE")
@click.argument("to", type=_FOLDER, metavar="TO")
@click.option("--yes", is_flag=True, help="Replace a backup that is there already.")
@_JSON
def backup(folder: Path, to: Path, yes: bool, as_json: bool) -> None:
    """Copy SITE, running or not, to the new folder TO. It holds secrets: keep it locked away.

    \b
    Example:
      rean backup /srv/rean /media/usb/rean-monday
    """
    _tell_backup(backups.back_up(open_site(folder), to, replace=yes), to, as_json)


@main.command()
@click.argument("from_", type=_FOLDER, metavar="FROM")
@click.argument("folder", type=_FOLDER, metavar="SITE")
@click.option("--yes", is_flag=True, help="Put the backup in the place of a site that is there already; that one is kept beside it.")
@_JSON
def restore(from_: Path, folder: Path, yes: bool, as_json: bool) -> None:
    """Check the backup FROM, file by file, and make the site SITE of it.

    \b
    Example:
      rean restore /media/usb/rean-monday /srv/rean
    """
    _tell_backup(backups.restore(from_, folder, replace=yes), folder, as_json)


def _tell_backup(entries: list[backups.Entry], to: Path, as_json: bool) -> None:
    size = sum(entry.bytes for entry in entries)
    if as_json:
        click.echo(json.dumps({"to": str(to), "files": len(entries), "bytes": size}))
    else:
        click.echo(f"{to}: {len(entries)} files, {size / (1 << 20):.1f} MB, all checked.")


def refuse_demo(site: Site, settings: Settings) -> None:
    """Make sure that nobody opens a real site with a secret from the manual.

    Raises:
        DemoSecrets: names the accounts.
    """
    if settings.hub.profile == "demo":
        raise DemoSecrets(f"{site.root} is a demo. Serve it with: rean demo --site {site.root}")
    with closing(Accounts(site.root, settings.accounts)) as people:
        numbers = find_demo_secrets(people)
    if numbers:
        raise DemoSecrets(f"Secrets of the demo open {', '.join(numbers)}. Give each a new one: rean accounts reset {numbers[0]} --site {site.root}")


def list_admin_lines(site: Site, settings: Settings) -> tuple[str, ...]:
    """Return how the first admin comes in; who only imported learners would find no page to mend that."""
    with closing(Accounts(site.root, settings.accounts)) as known:
        people = known.people().values()
    if any(person.role == "admin" and person.active for person in people):
        return ()
    return (f"Nobody is an admin yet. rean accounts add admin --latin-name NAME --role admin --site {site.root}",)


def list_seat_lines(settings: Settings) -> tuple[str, ...]:
    """Return what people type at the seats, where the house listens on every network card."""
    if not ip_address(settings.hub.ip).is_unspecified:
        return ()
    scheme, _, _ = settings.hub.url.partition("://")
    return tuple(f"At the seats: {scheme}://{address}:{settings.hub.port}" for address in list_own_addresses())


def _serve(site: Site, settings: Settings, more: tuple[str, ...]) -> None:
    house = open_house(site, settings, _warn)

    def ready() -> None:
        for line in (f"Rean is open at {house.url}", *more, "Ctrl-C ends it."):
            click.echo(line)

    raise SystemExit(serve(house, lambda: prepare(site, settings), ready, _warn))


def _warn(line: str) -> None:
    click.secho(line, err=True, bold=True)


def _demo_lines() -> tuple[str, ...]:
    people = [person for person, _secret in list_people()]
    staff = [f"  {person.number:9} {person.role:8} {person.latin_name}" for person in people if person.role != "learner"]
    learners = [f"  {person.number:9} {person.role:8} {person.khmer_name} ({person.latin_name})" for person in people if person.role == "learner"]
    return (f"Staff, passphrase {STAFF_PASSPHRASE}:", *staff, f"Learners, PIN {LEARNER_PIN}:", *learners)


def _tell_lessons(what: str) -> None:
    click.echo(f"Lessons: {what}", err=True)


def prepare(site: Site, settings: Settings) -> None:
    """Build the courses into the site, and make their gradebooks; the tutor brings these up to date at every start.

    Raises:
        HouseError: what is taught has faults; each is told at its file and line.
    """
    try:
        content = Library(site.courses, CONTENT).live
        if ensure_built(content, site.lessons, _tell_lessons) or not list_gradebooks(site):
            click.echo("Making the gradebooks.", err=True)
            ensure_courses(site.root, content, settings.grading)
    except (CoursesError, GradingError) as error:
        raise HouseError(str(error)) from None


for _name, _commands in (("courses", courses), ("accounts", accounts), ("grade", grade), ("model", model)):
    main.add_command(_commands, _name)
main.add_command(simulate)
for _command in (preview, export_command, import_command, keys, publish_command, undo_command):
    courses.add_command(_command)
