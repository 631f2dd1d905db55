"""`rean accounts …`: the accounts of a site from the shell; each command is one act."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from grading.records.roster import Person
from hub_config.accounts.course_ids import list_course_ids
from hub_config.accounts.errors import BadRosterFile
from hub_config.accounts.house import Accounts, NewSecret
from hub_config.accounts.numbers import parse_number
from hub_config.accounts.person_form import make_person, parse_fields
from hub_config.accounts.roster_file import read_roster_path
from hub_config.accounts.roster_out import write_csv
from hub_config.accounts.roster_plan import Plan
from hub_config.accounts.secrets_print import print_secrets
from hub_config.accounts.store import Account
from hub_config.accounts.tries import Go, Locked, TryRule
from hub_config.errors import HouseError
from hub_config.settings import read_settings

site_option = click.option(
    "--site",
    type=click.Path(path_type=Path),
    envvar="REAN_SITE",
    required=True,
    metavar="DIR",
    help="The site's folder; or $REAN_SITE.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


class HouseCommand(click.Command):
    """A command whose house errors end in one clear line and a code that is not 0."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except HouseError as error:
            if ctx.params.get("as_json"):
                click.echo(json.dumps(_problems(error), ensure_ascii=False, indent=1))
                ctx.exit(1)
            raise click.ClickException(str(error)) from None


def _problems(error: HouseError) -> dict[str, Any]:
    lines = error.problems if isinstance(error, BadRosterFile) else []
    rows = [{"row": p.row, "column": p.column, "value": p.value, "allowed": str(p)} for p in lines]
    return {"error": str(error), "problems": rows}


class AccountsGroup(click.Group):
    """The group; its commands speak of house errors in one line."""

    command_class = HouseCommand


@click.group("accounts", cls=AccountsGroup)
def commands() -> None:
    """People and their secrets.

    \b
    rean accounts import roster.xlsx --dry-run    what would change
    rean accounts import roster.xlsx              take them in, print their PINs
    rean accounts reset 017                       a new PIN for a lost one
    """


def open_site(site: Path) -> Accounts:
    """Open the accounts of a site for a command."""
    settings = read_settings(site / "site.toml")
    return Accounts(site, settings.accounts, list_course_ids())


def _by() -> str:
    """Return who sits at the shell, as the audit log names them."""
    return f"shell:{getpass.getuser()}"


@commands.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@json_option
@site_option
def import_command(file: Path, dry_run: bool, as_json: bool, site: Path) -> None:
    """Take in a roster, CSV or XLSX; all of it or nothing.

    Columns, with Khmer or English headers: number, khmer name, latin name, sex, role, class, courses, target date.
    The same file twice changes nothing. People who are missing from a later file stay as they are.

    \b
    rean accounts import roster.csv --dry-run
    rean accounts import roster.xlsx --site /srv/rean
    """
    accounts = open_site(site)
    plan = accounts.plan(read_roster_path(file, accounts.settings.import_rows))
    files: list[Path] = []
    if not dry_run and plan.changes:
        secrets = accounts.apply(plan, _by(), file=file.name)
        files = print_secrets(site, secrets, datetime.now(UTC)) if secrets else []
    click.echo(json.dumps(_plan_as_json(plan, files, dry_run), ensure_ascii=False, indent=1) if as_json else _plan_as_text(plan, files, dry_run))


def _plan_as_json(plan: Plan, files: list[Path], dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "added": [person.number for person in plan.added],
        "changed": [{"number": c.after.number, "fields": {k: [_plain(v) for v in pair] for k, pair in c.fields.items()}} for c in plan.changed],
        "same": plan.same,
        "notes": [str(note) for note in plan.notes],
        "secrets": [str(path) for path in files],
    }


def _plan_as_text(plan: Plan, files: list[Path], dry_run: bool) -> str:
    lines = [f"note: {note}" for note in plan.notes]
    lines += [f"new      {p.number}  {p.khmer_name or p.latin_name}  ({p.role}{', ' + p.class_name if p.class_name else ''})" for p in plan.added]
    lines += [f"changed  {c.after.number}  {name}: {_plain(old)!r} -> {_plain(new)!r}" for c in plan.changed for name, (old, new) in c.fields.items()]
    lines.append(
        f"{len(plan.added)} new, {len(plan.changed)} changed, {plan.same} the same.{' Nothing was changed: this was a dry run.' if dry_run else ''}"
    )
    if files:
        lines.append("The new secrets stand in these two files and nowhere else. Print them, hand them out, delete the files:")
        lines += [f"  {path}" for path in files]
    return "\n".join(lines)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value.isoformat() if hasattr(value, "isoformat") else value


def person_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each field of a person."""
    for name, text in reversed(
        [
            ("khmer_name", "Name in Khmer."),
            ("latin_name", "Name in Latin letters."),
            ("sex", "f or m."),
            ("role", "learner, teacher or admin."),
            ("class_name", "Class."),
            ("courses", "Course ids with spaces between, or all."),
            ("target_date", "Planned last day, as 2027-03-31."),
        ]
    ):
        option = "--class" if name == "class_name" else "--" + name.replace("_", "-")
        command = click.option(option, name, help=text)(command)
    return command


@commands.command("add")
@click.argument("number")
@person_options
@json_option
@site_option
def add_command(number: str, as_json: bool, site: Path, **typed: str | None) -> None:
    """Take in one person and show the new secret, once.

    \b
    rean accounts add 041 --khmer-name "សុខ ដារ៉ា" --latin-name "Sok Dara" --sex m --class A --courses all
    rean accounts add teacher3 --latin-name "Chan Thida" --role teacher --class A
    """
    accounts = open_site(site)
    fields = {name: text for name, text in typed.items() if text is not None}
    _show_secret(accounts.add(make_person({"number": number} | fields, accounts.courses), _by()), as_json)


@commands.command("edit")
@click.argument("number")
@person_options
@json_option
@site_option
def edit_command(number: str, as_json: bool, site: Path, **typed: str | None) -> None:
    """Change what is known of one person.

    \b
    rean accounts edit 041 --class B --target-date 2027-06-30
    """
    accounts = open_site(site)
    fields = parse_fields({name: text for name, text in typed.items() if text is not None}, accounts.courses)
    new = accounts.edit(parse_number(number), _by(), **fields)
    if new:
        _show_secret(new, as_json)


@commands.command("deactivate")
@click.argument("number")
@yes_option
@site_option
def deactivate_command(number: str, yes: bool, site: Path) -> None:
    """Close an account; the person's work stays.

    \b
    rean accounts deactivate 017
    """
    accounts = open_site(site)
    person = accounts.get(parse_number(number)).person
    if not yes:
        click.confirm(f"Close the account of {_name(person)}? Whoever is signed in with it is put out", abort=True)
    accounts.deactivate(person.number, _by())
    click.echo(f"{person.number} is closed.")


@commands.command("activate")
@click.argument("number")
@site_option
def activate_command(number: str, site: Path) -> None:
    """Open a closed account again, with the secret it had.

    \b
    rean accounts activate 017
    """
    accounts = open_site(site)
    accounts.activate(parse_number(number), _by())
    click.echo(f"{parse_number(number)} is open.")


@commands.command("reset")
@click.argument("number")
@yes_option
@json_option
@site_option
def reset_command(number: str, yes: bool, as_json: bool, site: Path) -> None:
    """Give one person a new secret and show it, once. Opens a locked account too.

    \b
    rean accounts reset 017
    """
    accounts = open_site(site)
    person = accounts.get(parse_number(number)).person
    if not yes:
        click.confirm(f"Give {_name(person)} a new secret? The old one will open nothing", abort=True)
    _show_secret(accounts.reset(person.number, _by()), as_json)


@commands.command("unlock")
@click.argument("number")
@site_option
def unlock_command(number: str, site: Path) -> None:
    """Open an account that wrong PINs have locked.

    \b
    rean accounts unlock 017
    """
    accounts = open_site(site)
    accounts.unlock(parse_number(number), _by())
    click.echo(f"{parse_number(number)} may try again.")


@commands.command("list")
@click.option("--class", "class_name", help="Only this class.")
@click.option("--role", type=click.Choice(["learner", "teacher", "admin"]), help="Only this role.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a roster file that can be imported again.")
@json_option
@site_option
def list_command(class_name: str | None, role: str | None, as_csv: bool, as_json: bool, site: Path) -> None:
    """List people, one a line, columns separated by tabs.

    \b
    rean accounts list --class A
    rean accounts list --csv > roster.csv
    """
    people = [p for p in open_site(site).people().values() if class_name in (None, p.class_name) and role in (None, p.role)]
    if as_json:
        click.echo(json.dumps([_as_json(person) for person in people], ensure_ascii=False, indent=1))
    elif as_csv:
        click.echo(write_csv(people), nl=False)
    else:
        click.echo("\n".join("\t".join(_columns(person)) for person in people))


def _columns(person: Person) -> tuple[str, ...]:
    state = "" if person.active else "closed"
    return (
        person.number,
        person.khmer_name,
        person.latin_name,
        person.sex,
        person.role,
        person.class_name,
        " ".join(person.courses),
        state,
    )


@commands.command("show")
@click.argument("number")
@json_option
@site_option
def show_command(number: str, as_json: bool, site: Path) -> None:
    """Show everything that is kept about one person; secrets are not kept.

    \b
    rean accounts show 017
    """
    accounts = open_site(site)
    account = accounts.get(parse_number(number))
    shown = _as_json(account.person) | _state(accounts, account)
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(f"{name.replace('_', ' '):<16}{_in_words(name, value)}" for name, value in shown.items()))


def _in_words(name: str, value: Any) -> str:
    """Return a field as an operator reads it; no course named stands for all."""
    if name == "courses":
        return ", ".join(value) or "all"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value in (None, "") else str(value)


def _state(accounts: Accounts, account: Account) -> dict[str, Any]:
    return {
        "door": _door(accounts, account),
        "wrong_tries": account.tries.failed,
        "created": account.created_at.isoformat(timespec="seconds"),
        "changed": account.changed_at.isoformat(timespec="seconds"),
        "secret_from": account.secret_at.isoformat(timespec="seconds"),
    }


def _door(accounts: Accounts, account: Account) -> str:
    may_try = TryRule(accounts.settings).may_try(account.tries, account.person.role, datetime.now(UTC))
    if not account.person.active:
        return "closed"
    return "open" if isinstance(may_try, Go) else "locked" if isinstance(may_try, Locked) else f"waits {may_try.seconds} s"


def _as_json(person: Person) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(person).items()}


def _name(person: Person) -> str:
    return f"{person.number} ({person.khmer_name or person.latin_name})"


def _show_secret(new: NewSecret, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"number": new.person.number, "secret": new.secret}))
    else:
        click.echo(f"{_name(new.person)}: {new.secret}")
