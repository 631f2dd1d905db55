"""One `site.toml`, one class for each of its sections; a key that nobody knows is refused, at every level."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import annotated_types
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from courses.settings import CoursesSettings
from grading.sandbox.settings import SandboxSettings
from grading.settings import GradingSettings
from hub_config.accounts.settings import AccountsSettings
from hub_config.errors import BadSettings
from hub_config.hub_settings import HubSettings
from tutor.settings import TutorSettings


class Settings(BaseModel):
    """Everything that `site.toml` may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hub: HubSettings = HubSettings()
    accounts: AccountsSettings = AccountsSettings()
    tutor: TutorSettings = TutorSettings()
    courses: CoursesSettings = CoursesSettings()
    grading: GradingSettings = GradingSettings()
    sandbox: SandboxSettings = SandboxSettings()

    def for_services(self) -> dict[str, Any]:
        """Return every section as plain JSON values, as services are given them."""
        return self.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class Row:
    """One setting, as the manual shows it."""

    section: str
    name: str
    default: str
    allowed: str
    unit: str
    help: str

    def as_markdown(self) -> str:
        """Return the row as the manual's table shows it."""
        return f"| `{self.name}` | `{self.default}` | {self.allowed} | {self.unit} | {self.help} |"


def read_settings(path: Path) -> Settings:
    """Read and check a `site.toml`.

    Raises:
        BadSettings: one line for each thing that is wrong, with the section it stands in.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadSettings(f"{path} is missing. `rean init {path.parent}` makes a site.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path.name} cannot be read: {error}") from None
    return parse_settings(data, path.name)


def parse_settings(data: Mapping[str, Any], file: str = "site.toml") -> Settings:
    """Check settings that are already Python values."""
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise BadSettings("\n".join(_explain(one, file) for one in error.errors())) from None


def _explain(error: ErrorDetails, file: str) -> str:
    names = [str(part) for part in error["loc"]]
    in_section = names[0] in Settings.model_fields and (len(names) > 1 or error["type"] == "value_error")
    place = f"({file}, [{names[0]}])" if in_section else f"({file})"
    if error["type"] == "extra_forbidden":
        return _explain_unknown(names, place)
    got = f"Got {error['input']!r} {place}."
    if error["type"] == "value_error":
        reason = str(error["ctx"]["error"])
        return f"{reason} {place}." if len(names) == 1 else f"{reason}. {got}" if reason.startswith(names[-1]) else f"{names[-1]} {reason}. {got}"
    return f"{names[-1]} must be {_find_allowed(names) or error['msg'].lower()}. {got}"


def _explain_unknown(names: list[str], place: str) -> str:
    known = Settings.model_fields if len(names) == 1 else _section_fields(names[0])
    near = difflib.get_close_matches(names[-1], known, n=1)
    what = f"{names[-1]} is not a {'section' if len(names) == 1 else 'setting'}"
    return f"{what}. Did you mean {near[0]}? {place}" if near else f"{what} {place}."


def _find_allowed(names: list[str]) -> str:
    if len(names) == 1:
        return "a section"
    field = _section_fields(names[0]).get(names[1])
    return _allowed(field) if field else ""


def _section_fields(section: str) -> Mapping[str, FieldInfo]:
    kind = Settings.model_fields[section].annotation if section in Settings.model_fields else None
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}


def _allowed(field: FieldInfo) -> str:
    least = next((m.ge for m in field.metadata if isinstance(m, annotated_types.Ge)), None)
    most = next((m.le for m in field.metadata if isinstance(m, annotated_types.Le)), None)
    choices = getattr(field.annotation, "__args__", ())
    if choices and all(isinstance(choice, str) for choice in choices):
        return " or ".join(choices)
    if least is not None and most is not None:
        return f"{least} to {most}"
    return {bool: "true or false", str: "text", int: "a whole number", float: "a number"}.get(field.annotation, "")  # type: ignore[arg-type]


def list_rows() -> Iterator[Row]:
    """Yield every setting, in the order of the sections."""
    for section in Settings.model_fields:
        for name, field in _section_fields(section).items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            yield Row(
                section,
                name,
                _as_toml(field.get_default(call_default_factory=True)),
                _allowed(field),
                str(extra.get("unit", "")),
                field.description or "",
            )


def _as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_as_toml(one) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def as_markdown() -> str:
    """Return the manual's page of settings."""
    lines = [_INTRODUCTION]
    for section in Settings.model_fields:
        rows = [row.as_markdown() for row in list_rows() if row.section == section]
        table = ["| setting | default | allowed | unit | |", "|---|---|---|---|---|", *rows] if rows else ["Nothing to choose yet."]
        lines += [f"\n## [{section}]\n", *table]
    return "\n".join(lines) + "\n"


_INTRODUCTION = """\
# Settings

Every choice of a site stands in `site.toml`, in the site's folder. A setting that is not there has its default. A name that is not known, or a
value that is not allowed, is refused when the house starts, with the nearest name or what is allowed. A change counts from the next start.

This page is printed by `rean settings --markdown`; do not edit it by hand."""
