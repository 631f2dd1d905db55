"""A new unit is a whole and sound one, to be written over piece by piece; nothing that is there is overwritten."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from courses.errors import CoursesError
from courses.languages import Words
from courses.yaml_nodes import Node, read_yaml

STARTER = Path(__file__).with_name("starter")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class CannotStart(CoursesError):
    """What was to be made is there already, or has a name that cannot be a folder's."""


def start_course(content: Path, course_id: str, title: Words) -> Path:
    """Make a course without units and return its file.

    Raises:
        CannotStart: nothing was changed.
    """
    folder = content / _checked(course_id)
    if folder.exists():
        raise CannotStart(f"{folder} is there already")
    text = _filled((STARTER / "course.yaml").read_text("utf-8"), _quoted(title))
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(text, "utf-8")
    return folder / "course.yaml"


def start_unit(content: Path, course_id: str, unit: str, *, km: str = "", en: str = "") -> list[Path]:
    """Make a unit that passes the check, name it in its course, and return its files.

    Args:
        km: its title; what is not given is taken from the planned unit of the same title, or from the folder's name.

    Raises:
        CannotStart: nothing was changed.
    """
    folder = content / _checked(course_id) / _checked(unit)
    course_file = folder.parent / "course.yaml"
    if not course_file.exists():
        raise CannotStart(f"there is no course {course_id}; make it first: rean courses new {course_id}")
    if folder.exists():
        raise CannotStart(f"{folder} is there already")
    course = read_yaml(course_file, f"{course_id}/course.yaml")
    units = dict(course.pairs()).get("units") or course.fail("the file lacks units")
    planned = _find_planned(units, km, en, unit)
    title = Words(km or (planned[1].km if planned else "ជំពូកថ្មី"), en or (planned[1].en if planned else _as_title(unit)))
    written = _with_unit(course_file.read_text("utf-8"), units, planned[0] if planned else None, unit)
    _copy(folder, _quoted(title) | _places(title, _free_name(content, course_id, unit)))
    _replace(course_file, written)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _checked(name: str) -> str:
    if not _ID.fullmatch(name):
        raise CannotStart(f"a folder's name is of a-z, 0-9 and single -, and begins with a letter. Got {name}")
    return name


def _as_title(unit: str) -> str:
    return unit.replace("-", " ").capitalize()


def _find_planned(units: Node, km: str, en: str, unit: str) -> tuple[Node, Words] | None:
    """Return the planned unit of this title; where none is given, of the folder's name."""
    wanted = {text.casefold() for text in (km, en)} - {""} or {_as_title(unit).casefold()}
    for node in units.items():
        entry = node.fields((), ("folder", "title"))
        title = entry["title"].words() if "title" in entry else None
        if title and wanted & {title.km.casefold(), title.en.casefold()}:
            return node, title
    return None


def _with_unit(text: str, units: Node, planned: Node | None, unit: str) -> str:
    """Return a course's text with the unit in the place of a planned one, or at the end; the other lines stay as they are."""
    lines = text.splitlines()
    nodes = units.items()
    if nodes and units.inner.start_mark.line == units.inner.end_mark.line:
        raise CannotStart(f"{units.file}:{units.line}: write the units of the course one a line, each behind a -")
    if not nodes:
        lines[units.line - 1 : units.line] = ["units:", f"  - folder: {unit}"]
        return "\n".join(lines) + "\n"
    last = planned or nodes[-1]
    entry = " " * (last.inner.start_mark.column - 2) + f"- folder: {unit}"
    first, end = last.line - 1, _end_of(last, lines)
    lines[first if planned else end : end] = [entry]
    return "\n".join(lines) + "\n"


def _end_of(node: Node, lines: list[str]) -> int:
    """Return how many lines there are up to the end of a piece, blank ones and comments behind it left out."""
    end = node.inner.end_mark.line + (node.inner.end_mark.column > 0)
    while end > node.line and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(("#", "-"))):
        end -= 1
    return end


def _free_name(content: Path, course_id: str, unit: str) -> str:
    """Return a name for the unit test that no other one has."""
    files = (dict(read_yaml(path, path.name).pairs()) for path in content.glob("*/*/assignment.yaml"))
    taken = {file["name"].text() for file in files if "name" in file}
    return next(name for name in (f"{unit}-test", f"{course_id}-{unit}-test", f"{course_id}-{unit}-unit-test") if name not in taken)


def _quoted(title: Words) -> dict[str, str]:
    return {"TITLE_KM": json.dumps(title.km, ensure_ascii=False), "TITLE_EN": json.dumps(title.en, ensure_ascii=False)}


def _places(title: Words, name: str) -> dict[str, str]:
    test = Words(f"តេស្ត៖ {title.km}", f"{title.en}: test")
    quoted = {key.replace("TITLE", "TEST"): text for key, text in _quoted(test).items()}
    return quoted | {"NAME": name, "HEAD_KM": title.km, "HEAD_EN": title.en}


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"@@([A-Z_]+)@@", lambda match: values[match[1]], text)


def _copy(folder: Path, values: Mapping[str, str]) -> None:
    """Write the starter's files into a folder that appears whole."""
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    for path in sorted((STARTER / "unit").rglob("*")):
        target = fresh / path.relative_to(STARTER / "unit")
        if path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_filled(path.read_text("utf-8"), values), "utf-8")
    fresh.chmod(0o755)
    try:
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh)
        raise


def _replace(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(file)
