"""A report as text, as one JSON object, and as one page to print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from courses.checks.report import Report
from courses.checks.rule import Finding
from courses.checks.rules import FAMILIES, RULES

_PAGES = Environment(loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def as_text(report: Report) -> str:
    """Return the findings, file by file, errors before warnings, and a line that sums them up."""
    groups = [("Errors", report.errors), ("Warnings", report.warnings)]
    blocks = [f"{title}\n" + "\n".join(_by_file(found)) for title, found in groups if found]
    return "\n\n".join([*blocks, sum_up(report)])


def _by_file(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"  {finding}"


def sum_up(report: Report) -> str:
    """Return the numbers of a report in one line."""
    units = report.catalog.units if report.catalog else []
    items = sum(len(unit.items) for unit in units)
    read = f"{_count(len(units), 'unit')}, {_count(items, 'item')}"
    found = f"{_count(len(report.errors), 'error')}, {_count(len(report.warnings), 'warning')}"
    return f"{read}: {found}" + (f", {_count(len(report.accepted), 'warning')} accepted with a reason" if report.accepted else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def as_json(report: Report) -> str:
    """Return one object for scripts."""
    findings = [{"file": f.file, "line": f.line, "rule": f.rule, "severity": f.severity, "message": f.message} for f in report.findings]
    counted = {"errors": len(report.errors), "warnings": len(report.warnings), "accepted": len(report.accepted)}
    return json.dumps({**counted, "findings": findings}, ensure_ascii=False)


def as_html(report: Report) -> str:
    """Return one page that needs no other file: counts by course and by rule, then every finding."""
    return _PAGES.get_template("report.html").render(
        report=report,
        summary=sum_up(report),
        courses=report.count_by(lambda f: f.course),
        rules=report.count_by(lambda f: f.rule),
        about=RULES,
        families=FAMILIES,
    )
