"""A warning may stand where the file says why: `accept_warnings: {rule: reason}` in YAML, `% accept rule: reason` in a lesson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from courses.checks.files import Files
from courses.checks.rule import Finding
from courses.checks.rules import RULES
from courses.lesson_text import ACCEPTED
from courses.yaml_nodes import ACCEPT


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One reason why warnings of a rule may stand in some lines of a file."""

    file: str
    line: int
    rule: str
    reason: str
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Tell whether it is about this finding."""
        return (self.file, self.rule) == (finding.file, finding.rule) and self.first <= finding.line <= self.last


def sift(findings: Iterable[Finding], names: Iterable[str], files: Files) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Part the findings of some files into those that stand, and those that are accepted with their reasons.

    Args:
        names: the files; what accepts wrongly, or nothing, is a finding too.
    """
    accepts = {name: list(_acceptances(name, files)) for name in names}
    standing: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    used: set[Acceptance] = set()
    for finding in findings:
        reason = None if finding.is_error else next((a for a in accepts.get(finding.file, ()) if a.reason and a.covers(finding)), None)
        if reason:
            used.add(reason)
            accepted.append((finding, reason.reason))
        else:
            standing.append(finding)
    return standing + [fault for given in accepts.values() for a in given if (fault := _fault_of(a, a in used))], accepted


def _fault_of(acceptance: Acceptance, used: bool) -> Finding | None:
    rule = RULES.get(acceptance.rule)
    if rule is None or rule.severity == "error":
        known = ", ".join(name for name, other in RULES.items() if other.severity == "warning")
        what = f"{acceptance.rule} is no warning" if rule else f"unknown rule {acceptance.rule}"
        return RULES["bad_acceptance"].at(acceptance.file, acceptance.line, f"{what}; warnings are {known}")
    if not acceptance.reason:
        return RULES["bad_acceptance"].at(acceptance.file, acceptance.line, f"{acceptance.rule} is accepted without a reason")
    return None if used else RULES["idle_acceptance"].at(acceptance.file, acceptance.line, f"there is no {acceptance.rule} here to accept")


def _acceptances(file: str, files: Files) -> Iterator[Acceptance]:
    path = files.content / file
    if file.endswith(".md"):
        yield from _in_markdown(file, path)
    elif path.exists() and ACCEPT.encode() in path.read_bytes() and (node := files.node(file)):
        yield from _in_yaml(file, node.inner)


def _in_yaml(file: str, node: yaml.Node) -> Iterator[Acceptance]:
    if isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _in_yaml(file, one)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if key.value != ACCEPT:
            yield from _in_yaml(file, value)
        elif isinstance(value, yaml.MappingNode):
            span = (node.start_mark.line + 1, _last_line(node))
            for rule, reason in value.value:
                text = reason.value.strip() if isinstance(reason, yaml.ScalarNode) else ""
                yield Acceptance(file, rule.start_mark.line + 1, rule.value, text, *span)
        else:
            yield Acceptance(file, key.start_mark.line + 1, "", "", 0, 0)


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a piece; YAML ends a block only where the next one begins."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return node.end_mark.line + (node.end_mark.column > 0)
    inner = node.value if isinstance(node, yaml.SequenceNode) else [value for _, value in node.value]
    return max((_last_line(one) for one in inner), default=node.start_mark.line + 1)


def _in_markdown(file: str, path: Path) -> Iterator[Acceptance]:
    """A line counts for the block below it; at the top of the file, for the whole file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    for index, line in enumerate(lines):
        if match := ACCEPTED.fullmatch(line.strip()):
            at_top = all(not above.strip() or ACCEPTED.fullmatch(above.strip()) for above in lines[:index])
            yield Acceptance(file, index + 1, match[1], match[2].strip(), index + 1, len(lines) if at_top else _end_of_block(lines, index))


def _end_of_block(lines: list[str], index: int) -> int:
    """Return the last line, from 1, of the block of text below a line."""
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or ACCEPTED.fullmatch(lines[end].strip())):
        end += 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return end
