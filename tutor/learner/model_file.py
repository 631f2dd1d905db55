"""A model file says what it is, carries a checksum, and is replaced in one step; what cannot be trusted is refused in words."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tutor.errors import UnfitModel
from tutor.learner.parameters import ResidualParameters
from tutor.learner.residual import Residual

FORMAT = "rean-model"
VERSION = 1
SHIPPED = Path(__file__).with_name("shipped.json")
"""Fitted to simulated learners alone, so that a new centre begins with something sane."""


def as_text(parameters: ResidualParameters, about: dict[str, Any]) -> str:
    """Return the text of a model file.

    Args:
        about: what it was fitted to, for people: JSON values.
    """
    body = {"about": about, "parameters": parameters.to_plain()}
    return json.dumps({"format": FORMAT, "version": VERSION, "sha256": _checksum(body), **body}, ensure_ascii=False, indent=None) + "\n"


def load_model(file: Path) -> Residual:
    """Return the model of a file.

    Raises:
        UnfitModel: the file is cut short, changed, of another version, or no model; says which.
    """
    plain = read_plain(file)
    try:
        return Residual(ResidualParameters.from_plain(plain["parameters"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise UnfitModel(f"{file} lacks a part: {error}") from error
    except ValueError as error:
        raise UnfitModel(f"{file} cannot be used: {error}. Fit it again: rean model fit") from error


def read_plain(file: Path) -> dict[str, Any]:
    """Return what a model file holds, its checksum compared.

    Raises:
        UnfitModel: as `load_model`.
    """
    try:
        plain = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UnfitModel(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UnfitModel(f"{file} is cut short or no JSON: {error}") from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise UnfitModel(f"{file} is not a model file of Rean")
    if plain.get("version") != VERSION:
        raise UnfitModel(f"{file} is of version {plain.get('version')}; this house reads version {VERSION}. Fit it again: rean model fit")
    body = {name: plain.get(name) for name in ("about", "parameters")}
    if plain.get("sha256") != _checksum(body):
        raise UnfitModel(f"{file} was changed or damaged: its checksum does not fit")
    return plain


def load_shipped() -> Residual:
    """Return the model that comes with the house."""
    return load_model(SHIPPED)


def load_or_shipped(file: Path) -> tuple[Residual, str]:
    """Return the model of a file, or the shipped one and why the file is not used; the reason is empty where it is, or where there is no file."""
    if not file.exists():
        return load_shipped(), ""
    try:
        return load_model(file), ""
    except UnfitModel as error:
        return load_shipped(), str(error)


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
