"""A sandbox is described once, by what it may touch; everything not named is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one person's processes may use."""

    memory_mb: int = 1024
    processes: int = 96
    open_files: int = 1024
    file_mb: int = 50
    temporary_mb: int = 64


@dataclass(frozen=True, slots=True)
class Bind:
    """One file or folder of the machine, and where the sandbox sees it."""

    source: Path
    target: Path
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What the processes of one person may touch. There is no network: who is to be reached must be a bound socket.

    Args:
        binds: later ones lie on top of earlier ones.
        hidden: folders that must be empty inside even where a bind would show them, such as the folder of item files.
        folder: the working folder, as seen from inside.
    """

    binds: tuple[Bind, ...]
    folder: Path
    hidden: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)


def read_only(path: Path, target: Path | None = None) -> Bind:
    """Return a bind that shows a path and lets nobody change it."""
    return Bind(path, target or path)


def writable(path: Path, target: Path | None = None) -> Bind:
    """Return a bind into which the sandbox may write."""
    return Bind(path, target or path, writable=True)
