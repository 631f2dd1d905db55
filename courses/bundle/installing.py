"""A bundle is put beside what is taught, looked at, and takes its place in one step; everything else of the site stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from courses.bundle.course_file import ensure_listed
from courses.bundle.keys import TrustedKeys
from courses.bundle.opening import Opened, open_bundle, unpack
from courses.bundle.plan import Plan, make_plan
from courses.catalog import load_catalog
from courses.durable import ensure_folder
from courses.errors import BundleRefused, ContentErrors
from courses.library import Current, Library, list_files
from courses.unit_file import read_what_can_be


@dataclass(frozen=True, slots=True)
class Prepared:
    """A bundle beside what is taught, ready to take its place."""

    opened: Opened
    folder: Path
    plan: Plan


@contextmanager
def prepare(bundle: Path, library: Library, *, older: bool = False, drop_edits: bool = False) -> Iterator[Prepared]:
    """Check a bundle and say what it would change; nothing that is taught is touched.

    Args:
        older: take a bundle that is older than what is installed of the same scope.
        drop_edits: give up what was edited in the browser and not published.

    Raises:
        BundleRefused: names the file, the key, or what stands in the way.
        ContentErrors: what the courses would be cannot be read.
    """
    opened = open_bundle(bundle, trusted_of(library))
    _check_version(opened, library, older)
    if not drop_edits and (edits := library.edits()):
        raise BundleRefused(f"{len(edits)} files were edited and not published, {edits[0].name} first. Publish them, or add --drop-edits.")
    workplace = Path(tempfile.mkdtemp(prefix="incoming-", dir=ensure_folder(library.folder)))
    try:
        _fill(bundle, opened, library, workplace)
        plan = make_plan(library.live, workplace, load_catalog(library.live), load_catalog(workplace))
        yield Prepared(opened, workplace, plan)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def install(prepared: Prepared, library: Library, lessons: Path, by: str, progress: Callable[[str], None] = lambda _: None) -> Current:
    """Check and build what was prepared, and teach it from now on; `Library.go_back` undoes it.

    Raises:
        ContentErrors: the check found errors; what was taught is taught on.
    """
    manifest = prepared.opened.manifest
    why = f"bundle {manifest.scope or 'of all courses'} of {prepared.opened.key.owner}, {manifest.made_at}"
    bundles = {scope: version for scope, version in library.bundles().items() if not _is_within(scope, manifest.scope)}
    now = library.publish(prepared.folder, lessons, why, by, progress, bundles | {manifest.scope: manifest.version})
    library.discard()
    return now


def is_taught(prepared: Prepared, library: Library) -> bool:
    """Tell whether the site teaches this very bundle already, so that nothing is to be done, nor to be taken back."""
    manifest = prepared.opened.manifest
    return not prepared.plan.files and library.bundles().get(manifest.scope) == manifest.version


def trusted_of(library: Library) -> TrustedKeys:
    """Return the keys that a site trusts."""
    return TrustedKeys(library.folder / "keys")


def _check_version(opened: Opened, library: Library, older: bool) -> None:
    manifest = opened.manifest
    for scope, version in library.bundles().items():
        related = _is_within(scope, manifest.scope) or _is_within(manifest.scope, scope)
        if related and version > manifest.version and not older:
            raise BundleRefused(
                f"this bundle, {manifest.version}, is older than what is installed of {scope or 'all courses'}, {version}. --older takes it."
            )


def _is_within(scope: str, other: str) -> bool:
    """Tell whether all that is in one scope is in the other."""
    return not other or scope == other or scope.startswith(f"{other}/")


def _fill(bundle: Path, opened: Opened, library: Library, workplace: Path) -> None:
    scope = opened.manifest.scope
    for name, path in list_files(library.live).items():
        if scope and not name.startswith(f"{scope}/"):
            (workplace / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, workplace / name)
    unpack(bundle, opened, workplace)
    if "/" in scope:
        course, _, folder = scope.partition("/")
        unit, faults = read_what_can_be(workplace / scope, scope, workplace)
        if unit is None:
            raise ContentErrors(faults)
        ensure_listed(workplace / course / "course.yaml", folder, unit.title)
