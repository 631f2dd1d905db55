"""Bundles from a shell: `rean courses export --bundle`, `rean courses import BUNDLE`, `rean courses keys`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from courses.bundle.installing import Prepared, install, is_taught, prepare, trusted_of
from courses.bundle.keys import PublicKey, SigningKey, is_encrypted, make_key, read_public_key, read_signing_key
from courses.bundle.manifest import Manifest
from courses.bundle.opening import hash_file
from courses.bundle.packing import pack
from courses.bundle.paper import write_papers
from courses.bundle.plan import Difference
from courses.errors import CoursesError
from courses.library_commands import SiteCourses, on_site

_SHOWN = 12
"""So many names of one kind are listed; the rest is counted, and whole in `--json`."""


def export_bundle(content: Path, to: Path, key_file: Path, scope: str, papers: bool, as_json: bool) -> None:
    """Pack courses, and write their list on paper beside them."""
    key = _unlock(key_file)
    manifest = pack(content, to, key, scope, lambda what: click.echo(what, err=True))
    digest = hash_file(to)
    written = write_papers(to, manifest, key.public, digest) if papers else []
    if as_json:
        about = _about(manifest, key.public, digest)
        click.echo(json.dumps({"bundle": str(to), "papers": [str(path) for path in written], **about}, ensure_ascii=False))
        return
    click.echo(f"{to}: {len(manifest.files)} files, {to.stat().st_size:,} bytes, SHA-256 {digest}")
    click.echo(f"Signed by {key.public.owner}, key {key.public.fingerprint}")
    for path in written:
        click.echo(f"List for the officer: {path}")


def _unlock(path: Path) -> SigningKey:
    passphrase = click.prompt("Passphrase", hide_input=True, err=True) if is_encrypted(path) else ""
    return read_signing_key(path, passphrase)


def _about(manifest: Manifest, key: PublicKey, digest: str) -> dict[str, Any]:
    return {
        "scope": manifest.scope,
        "version": manifest.version,
        "made_at": manifest.made_at,
        "owner": key.owner,
        "key": key.fingerprint,
        "sha256": digest,
        "files": len(manifest.files),
        "bytes": manifest.size,
        "outside_links": sum(entry.outside_links for entry in manifest.files),
        **manifest.counts,
    }


def import_bundle(site: SiteCourses, bundle: Path, *, by: str, yes: bool, older: bool, drop_edits: bool, as_json: bool) -> None:
    """Check a bundle, say what it changes, ask, and teach it from now on."""
    with prepare(bundle, site.library, older=older, drop_edits=drop_edits) as prepared:
        if not as_json:
            _tell_plan(prepared)
        installed = ""
        if is_taught(prepared, site.library):
            click.echo("This very bundle is taught already.", err=True)
        elif yes or (not as_json and click.confirm("Check everything and teach this?", abort=True)):
            installed = install(prepared, site.library, site.lessons, by, lambda what: click.echo(what, err=True)).version
            _note_installed(site, prepared, installed, by)
        if as_json:
            click.echo(json.dumps(_as_json(prepared, installed), ensure_ascii=False))
        elif installed:
            click.echo(f"Version {installed} is taught now. rean courses undo brings the courses from before back.")


def _note_installed(site: SiteCourses, prepared: Prepared, installed: str, by: str) -> None:
    opened, plan = prepared.opened, prepared.plan
    about = {"owner": opened.key.owner, "key": opened.key.fingerprint, "sha256": opened.sha256, "bundle": opened.manifest.version}
    site.note(
        "content.installed", by=by, about=opened.manifest.scope or "all", version=installed, changed=len(plan.files), lost=list(plan.lost), **about
    )


def _as_json(prepared: Prepared, installed: str) -> dict[str, Any]:
    plan, opened = prepared.plan, prepared.opened
    changes = {name: asdict(difference) for name, difference in (("items", plan.items), ("lessons", plan.lessons), ("skills", plan.skills))}
    files = {kind: [c.name for c in plan.files if c.kind == kind] for kind in ("new", "changed", "removed")}
    about = _about(opened.manifest, opened.key, opened.sha256)
    return {"installed": installed, "bundle": about, "changes": {**changes, "files": files}, "lost_history": list(plan.lost)}


def _tell_plan(prepared: Prepared) -> None:
    manifest, plan = prepared.opened.manifest, prepared.plan
    click.echo(f"{manifest.titles['en']} ({manifest.scope or 'all courses'}), {manifest.version}")
    click.echo(f"Signed by {prepared.opened.key.owner}, key {prepared.opened.key.fingerprint}")
    click.echo(f"SHA-256 {prepared.opened.sha256}: {len(manifest.files)} files, {manifest.size:,} bytes, outside links: 0")
    for noun, difference in (("lessons", plan.lessons), ("exercises", plan.items)):
        _tell_difference(noun, difference)
    others = len(plan.files)
    click.echo(f"{others} files are other than what is taught." if others else "Nothing is other than what is taught.")
    if plan.lost:
        click.secho("What learners did here would count no more; `was:` in the new file's place would keep it:", err=True, bold=True)
        _tell_names("lost", plan.lost)


def _tell_difference(noun: str, difference: Difference) -> None:
    for kind, names in (("new", difference.new), ("changed", difference.changed), ("removed", difference.removed)):
        _tell_names(f"{kind} {noun}", names)
    _tell_names(f"moved {noun}", tuple(f"{old} -> {new}" for old, new in difference.moved.items()))


def _tell_names(what: str, names: tuple[str, ...]) -> None:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        click.echo(f"{what} ({len(names)}): {', '.join(names[:_SHOWN])}{more}")


@click.group("keys", epilog="Example: rean courses keys list --site /srv/rean")
def keys() -> None:
    """Make a key to sign bundles with; say whose bundles a site takes."""


@keys.command("new", epilog="Example: rean courses keys new sipar --owner 'Sipar, Phnom Penh' --to ~/keys")
@click.argument("name")
@click.option("--owner", required=True, help="Who signs, as it stands on the printed list.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of keys; keep it locked away.")
@click.option("--passphrase", "locked", is_flag=True, help="Ask for a passphrase that the private key is locked with.")
def new_command(name: str, owner: str, to: Path, locked: bool) -> None:
    """Make NAME.key, which only you may have, and NAME.pub for the sites."""
    secret = click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True) if locked else ""
    try:
        key = make_key(to, name, owner, secret)
    except CoursesError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{to / name}.key: keep it to yourself.\n{to / name}.pub: give it to the sites.\nTell them the key in another way: {key.fingerprint}")


@keys.command("trust", epilog="Example: rean courses keys trust /media/usb/sipar.pub --site /srv/rean")
@on_site
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def trust_command(site: SiteCourses, file: Path, yes: bool) -> None:
    """Take bundles from the owner of FILE, a public key, from now on."""
    key = read_public_key(file)
    if not yes:
        click.confirm(f"{key.owner}\n{key.fingerprint}\nDid the owner tell you the same signs in another way?", abort=True)
    trusted_of(site.library).trust(file)
    site.note("content.key_trusted", by="system", about=file.stem, owner=key.owner, key=key.fingerprint)
    click.echo(f"Trusted: {key.owner}")


@keys.command("list", epilog="Example: rean courses keys list --site /srv/rean")
@on_site
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_command(site: SiteCourses, as_json: bool) -> None:
    """List whose bundles the site takes."""
    known = trusted_of(site.library).names()
    if as_json:
        click.echo(json.dumps({name: {"owner": key.owner, "key": key.fingerprint} for name, key in known.items()}, ensure_ascii=False))
    for name, key in () if as_json else known.items():
        click.echo(f"{name:16} {key.fingerprint}  {key.owner}")


@keys.command("distrust", epilog="Example: rean courses keys distrust sipar --site /srv/rean")
@on_site
@click.argument("name")
def distrust_command(site: SiteCourses, name: str) -> None:
    """Take no more bundles of a key; what was installed stays."""
    trusted_of(site.library).distrust(name)
    site.note("content.key_distrusted", by="system", about=name)
    click.echo(f"{name} is no longer trusted.")
