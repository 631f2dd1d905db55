"""All content is checked, unit by unit, on as many processors as it is given; what cannot be read does not hide the rest."""

from __future__ import annotations

import fnmatch
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from courses.catalog import Catalog, load_catalog
from courses.checks.accepting import sift
from courses.checks.exams import check_exam
from courses.checks.files import Files
from courses.checks.hints import check_hints
from courses.checks.items import check_items
from courses.checks.lessons import check_lessons, check_unit_summary
from courses.checks.links import check_links
from courses.checks.pictures import check_pictures
from courses.checks.reading import check_reading
from courses.checks.readings import check_readings
from courses.checks.rule import Finding
from courses.checks.rules import RULES, as_finding
from courses.checks.skills import check_skills
from courses.checks.subject import Subject
from courses.checks.translations import check_translations
from courses.checks.twins import check_twins
from courses.checks.unit_tests import check_titles, check_unit_test
from courses.checks.words import check_bold, check_glossary, check_words
from courses.errors import ContentErrors
from courses.glossary import FILE as GLOSSARY
from courses.khmer import find_missing, find_untranslated

Progress = Callable[[str], None]

OF_A_UNIT: Sequence[Callable[[Subject], Iterator[Finding]]] = (
    check_titles,
    check_items,
    check_unit_test,
    check_lessons,
    check_readings,
    check_unit_summary,
    check_links,
    check_skills,
    check_hints,
    check_translations,
    check_reading,
    check_words,
    check_bold,
    check_pictures,
)


@dataclass(frozen=True)
class Report:
    """What the check found, in the order of files and lines.

    Args:
        catalog: what could be read; None where nothing could.
        accepted: warnings that may stand, with their reasons.
    """

    catalog: Catalog | None
    findings: list[Finding]
    accepted: list[tuple[Finding, str]] = field(default_factory=list)

    @property
    def errors(self) -> list[Finding]:
        """What stops a build."""
        return [f for f in self.findings if f.is_error]

    @property
    def warnings(self) -> list[Finding]:
        """What an author should look at."""
        return [f for f in self.findings if not f.is_error]

    def count_by(self, what: Callable[[Finding], str]) -> dict[str, Counter[str]]:
        """Return errors and warnings, counted by what a finding is about."""
        counted: dict[str, Counter[str]] = {}
        for finding in self.findings:
            counted.setdefault(what(finding), Counter())[finding.severity] += 1
        return dict(sorted(counted.items()))

    def narrowed(self, rules: Iterable[str] = (), paths: Iterable[str] = ()) -> Report:
        """Return only what is of some rules and in some files; each empty list stands for all."""
        wanted, below = set(rules), [path.strip("/") for path in paths]

        def is_wanted(finding: Finding) -> bool:
            in_path = not below or any(finding.file.startswith(f"{p}/") or fnmatch.fnmatch(finding.file, p) for p in below)
            return in_path and (not wanted or finding.rule in wanted)

        return Report(self.catalog, [f for f in self.findings if is_wanted(f)], [pair for pair in self.accepted if is_wanted(pair[0])])


def check_content(content: Path, *, workers: int = 1, progress: Progress = lambda _: None, only: Sequence[str] = ()) -> Report:
    """Check a content folder.

    Args:
        only: units outside these paths are read, and not checked; none stands for all.
        workers: processes that check units beside each other.
        progress: told each unit when it is done, `3/20 math1/fractions`.
    """
    catalog, unread, findings = read_what_can_be_read(content)
    if catalog is None:
        return Report(None, sorted(findings))
    checked = check_units(catalog, workers=workers, progress=progress, unread=unread, only=only)
    return Report(catalog, sorted(findings + checked.findings), checked.accepted)


def check_units(
    catalog: Catalog,
    *,
    workers: int = 1,
    progress: Progress = lambda _: None,
    unread: frozenset[str] = frozenset(),
    only: Sequence[str] = (),
) -> Report:
    """Check what was read: every unit, or those that hold one of the paths, and what only all of them together show."""
    files = Files(catalog.folder)
    found = list(_of_all(catalog, files, unread))
    for number, (unit_id, of_unit) in enumerate(_each_unit(catalog, unread, workers, only), 1):
        found += of_unit
        progress(f"{number}/{len(catalog.units)} {unit_id}")
    standing, accepted = sift(dict.fromkeys(found), sorted(_names_of_files(catalog)), files)
    return Report(catalog, sorted(standing), sorted(accepted))


def read_what_can_be_read(content: Path) -> tuple[Catalog | None, frozenset[str], list[Finding]]:
    """Return the units that can be read, the ids of those that cannot, and why; None where nothing can."""
    findings: list[Finding] = []
    unread: set[str] = set()
    while True:
        try:
            return load_catalog(content, unread), frozenset(unread), findings
        except ContentErrors as errors:
            findings = findings or [as_finding(error) for error in errors.errors]
            more = {_unit_or_course(error.file) for error in errors.errors} - unread
            if not more:
                return None, frozenset(unread), findings
            unread |= more


def _unit_or_course(file: str) -> str:
    parts = file.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def _of_all(catalog: Catalog, files: Files, unread: frozenset[str]) -> Iterator[Finding]:
    yield from check_glossary(catalog)
    yield from check_twins(catalog, files)
    for course in catalog.courses.values():
        file = f"{course.id}/course.yaml"
        if not any(unit_id.startswith(f"{course.id}/") for unit_id in unread):
            yield from check_exam(course, files)
        if missing := find_missing(course.review):
            yield RULES[missing[0]].at(file, files.line(file, "review"), missing[1])
            continue
        for place, words in (("title", course.title), ("about", course.about)):
            if text := find_untranslated(words):
                yield RULES["untranslated"].at(file, files.line(file, place), text)


def _each_unit(catalog: Catalog, unread: frozenset[str], workers: int, only: Sequence[str]) -> Iterator[tuple[str, list[Finding]]]:
    ids = [unit.id for unit in catalog.units if not only or any(_may_hold(unit.id, path.strip("/")) for path in only)]
    if workers < 2 or len(ids) < 2:
        yield from (_check_one(catalog, unread, unit_id) for unit_id in ids)
        return
    largest_first = sorted(ids, key=lambda unit_id: -len(catalog.unit(unit_id).items))
    with multiprocessing.get_context("fork").Pool(min(workers, len(ids)), _begin, (catalog, unread)) as pool:
        yield from pool.imap_unordered(_check_one_of_begun, largest_first)


def _may_hold(unit_id: str, path: str) -> bool:
    """Tell whether something below a path, which may be a pattern, can be of the unit."""
    return "*" in path or "?" in path or "[" in path or f"{unit_id}/".startswith(f"{path}/") or path.startswith(f"{unit_id}/")


_begun: list[tuple[Catalog, frozenset[str]]] = []


def _begin(catalog: Catalog, unread: frozenset[str]) -> None:
    _begun[:] = [(catalog, unread)]


def _check_one_of_begun(unit_id: str) -> tuple[str, list[Finding]]:
    return _check_one(*_begun[0], unit_id)


def _check_one(catalog: Catalog, unread: frozenset[str], unit_id: str) -> tuple[str, list[Finding]]:
    subject = Subject(catalog.unit(unit_id), catalog, Files(catalog.folder), unread)
    return unit_id, [finding for check in OF_A_UNIT for finding in check(subject)]


def _names_of_files(catalog: Catalog) -> set[str]:
    """Return the files whose warnings may be accepted: those of units that could be read."""
    names = {GLOSSARY, *(f"{course_id}/course.yaml" for course_id in catalog.courses)}
    for unit in catalog.units:
        folder = catalog.folder / unit.id
        names |= {path.relative_to(catalog.folder).as_posix() for path in folder.rglob("*") if path.suffix in (".yaml", ".md")}
    return names


def sound_units(report: Report) -> set[str]:
    """Return the ids of units without an error."""
    broken = {_unit_or_course(finding.file) for finding in report.errors}
    return {u.id for u in report.catalog.units if u.id not in broken} if report.catalog else set()
