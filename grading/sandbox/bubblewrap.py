"""The sandbox on one machine: bubblewrap gives it its own namespaces, prlimit its limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grading.sandbox.description import Bind, Limits, Sandbox

NAMESPACES = (
    "--unshare-user",
    "--unshare-pid",
    "--unshare-ipc",
    "--unshare-uts",
    "--unshare-net",
    "--unshare-cgroup-try",
    "--disable-userns",
)
_NOBODY = ("--uid", "1000", "--gid", "1000", "--hostname", "rean", "--cap-drop", "ALL")
_TIES = ("--die-with-parent", "--new-session")
_SYSTEM_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime")
_MB = 1 << 20


def bubblewrap_command(sandbox: Sandbox, command: Sequence[str], filter_handle: int | None = None) -> list[str]:
    """Return the command that runs `command` inside the sandbox.

    The environment is inherited: give it to the process, not to the command line, which every user of the machine may read.

    Args:
        filter_handle: where bubblewrap reads the filter of system calls.
    """
    mounts = [*_system_mounts(sandbox.limits), *_bind_arguments(sandbox.binds), *_hiding_arguments(sandbox), "--remount-ro", "/"]
    filtered = [] if filter_handle is None else ["--seccomp", str(filter_handle)]
    inside = ["--chdir", str(sandbox.folder), "--", "prlimit", *limit_arguments(sandbox.limits), "--", *command]
    return ["bwrap", *NAMESPACES, *_NOBODY, *_TIES, *mounts, *filtered, *inside]


def limit_arguments(limits: Limits) -> list[str]:
    """Return the limits as arguments of prlimit. They are set inside: the count of processes is then the sandbox's own."""
    return [
        f"--data={limits.memory_mb * _MB}",
        f"--nproc={limits.processes}",
        f"--nofile={limits.open_files}",
        f"--fsize={limits.file_mb * _MB}",
        "--core=0",
    ]


def _system_mounts(limits: Limits) -> list[str]:
    size = str(limits.temporary_mb * _MB)
    devices = ["--dev", "/dev", "--size", size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
    temporary = ["--size", size, "--perms", "0700", "--tmpfs", "/tmp"]
    return [
        "--ro-bind",
        "/usr",
        "/usr",
        *_system_folders(),
        *_system_files(),
        "--proc",
        "/proc",
        "--remount-ro",
        "/proc",
        *devices,
        *temporary,
    ]


def _system_folders() -> Iterator[str]:
    for name in _SYSTEM_FOLDERS:
        path = Path("/") / name
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():
            yield from ("--ro-bind", str(path), str(path))


def _system_files() -> Iterator[str]:
    for name in _SYSTEM_FILES:
        yield from ("--ro-bind-try", name, name)


def _bind_arguments(binds: Sequence[Bind]) -> Iterator[str]:
    for bind in binds:
        yield from ("--bind" if bind.writable else "--ro-bind", str(bind.source), str(bind.target))


def _hiding_arguments(sandbox: Sandbox) -> Iterator[str]:
    shown = [Bind(Path("/usr"), Path("/usr")), *sandbox.binds]
    for hidden in sandbox.hidden:
        for bind in shown:
            if hidden.is_dir() and hidden.is_relative_to(bind.source):
                yield from ("--size", "4096", "--perms", "0000", "--tmpfs", str(bind.target / hidden.relative_to(bind.source)))
