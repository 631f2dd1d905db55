"""The lock is whole: pip takes nothing that has no hash in it, so a package that is missing there stops every fresh machine."""

import re
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).parents[1] / "requirements.lock"
LOCKED = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK.read_text("utf-8"), re.MULTILINE)}


def find_needs(name: str, extras: set[str]) -> list[Requirement]:
    """Return what a package needs on this machine, with these of its extras."""
    needs = [Requirement(text) for text in distribution(name).requires or ()]
    return [need for need in needs if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""})]


def find_unlocked(name: str, extras: set[str]) -> list[str]:
    """Return what the lock does not hold, or holds in a version that the package does not take."""
    needs = ((need, LOCKED.get(canonicalize_name(need.name))) for need in find_needs(name, extras))
    return [f"{name}: {need}" for need, version in needs if version is None or not need.specifier.contains(version, prereleases=True)]


def test_everything_that_a_locked_package_needs_is_locked():
    """In a version that it takes."""
    assert [] == [missing for name in sorted(LOCKED) for missing in find_unlocked(name, set())]


def test_everything_that_we_need_is_locked():
    """What `pyproject.toml` asks for, the developers' tools too."""
    assert [] == find_unlocked("rean", {"dev"})
