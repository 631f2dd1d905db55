"""What `make` says on a machine that lacks something: one clear line, the command that helps, an exit code that is not 0."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PYTHONS = ("python3", "python3.11", "python3.12", "python3.13")
INSTALL = Path(__file__).parents[2] / "hub_config" / "install"


@pytest.fixture
def programs(tmp_path):
    """A folder of programs that stand before the machine's own."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(*command: str | Path, programs: Path | None = None) -> tuple[int, str]:
    """Return the exit code of a script and what it said on stderr."""
    before = f"{programs}:" if programs else ""
    environment = os.environ | {"PATH": f"{before}/usr/sbin:/usr/bin:/sbin:/bin"}
    ended = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, env=environment)
    return ended.returncode, ended.stderr.strip()


def test_an_ordinary_user_is_told_the_exact_command(programs):
    """Programs, libraries and Python modules that are missing are named in one command; what is there is not."""
    write_program(programs / "id", "echo 1000")
    write_program(programs / "sudo", "exit 1")
    needs = ("no-such-program:bubblewrap", "no-such-library.so.9:libatomic1", "no_such_module.py:python3-venv", "sh:dash")
    expected = (
        "rean: this machine lacks bubblewrap libatomic1 python3-venv. Run this as root, then make again:\n"
        "    apt-get update && apt-get install --no-install-recommends bubblewrap libatomic1 python3-venv"
    )
    assert (1, expected) == run(INSTALL / "packages.sh", *needs, programs=programs)


def test_packages_that_apt_cannot_install_are_named_with_the_command(programs):
    """Root's apt-get fails, as without a network: its last words, and the command for later."""
    write_program(programs / "id", "echo 0")
    write_program(programs / "apt-get", "echo 'E: Unable to locate package bubblewrap'; exit 100")
    expected = (
        "E: Unable to locate package bubblewrap\n"
        "rean: apt-get could not install them. Run this as root, then make again:\n"
        "    apt-get update && apt-get install --no-install-recommends bubblewrap"
    )
    assert (1, expected) == run(INSTALL / "packages.sh", "no-such-program:bubblewrap", programs=programs)


def test_an_old_python_is_one_clear_line(programs):
    """Every Python of the machine, its own too, is older than 3.11."""
    write_program(programs / "python3", 'test "$1" = --version && echo "Python 3.9.2"')
    own = {path.resolve() for path in Path("/usr/bin").glob("python3*") if path.name in _PYTHONS}
    hidden = [word for path in own for word in ("--ro-bind", programs / "python3", path)]
    expected = "rean: Python 3.11 or newer is needed, and this machine has Python 3.9.2. Debian 12: apt-get install python3"
    assert (1, expected) == run("bwrap", "--dev-bind", "/", "/", *hidden, INSTALL / "packages.sh", "sh:dash", programs=programs)


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    """Here: a file stands where the folder should be made."""
    (tmp_path / "file").write_text("")
    venv = tmp_path / "file" / ".venv"
    expected = f"rean: {venv} cannot be written. Clone the project into a folder of your own."
    assert (1, expected) == run(INSTALL / "environment.sh", venv)


def test_a_pip_that_fails_is_one_clear_line(tmp_path):
    """pip's first error is the reason; its warnings and what follows are not."""
    said = ("WARNING: Retrying", "ERROR: No matching distribution found for alembic", "    alembic from a page", "ERROR: and more", "WARNING: old")
    write_program(tmp_path / "bin" / "pip", "\n".join([*(f"echo '{line}'" for line in said), "exit 1"]))
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    expected = (
        "rean: pip could not install the Python packages (ERROR: No matching distribution found for alembic). "
        "Is the network there, and room on the disk? Then run make again."
    )
    assert (1, expected) == run(INSTALL / "environment.sh", tmp_path)


def test_an_npm_that_fails_is_one_clear_line(tmp_path):
    """What npm said first is the reason; codes and names of log files are not."""
    said = ("code ENOTFOUND", "errno ENOTFOUND", "request failed, reason: no address", "A complete log of this run is here")
    text = "\n".join(['test "$1" = --version && exit 0', *(f"echo 'npm error {line}' >&2" for line in said)])
    write_program(tmp_path / "bin" / "npm", text + "\nexit 1")
    expected = (
        "rean: npm could not install the proxy (request failed, reason: no address). Is the network there, and room on the disk? Then run make again."
    )
    assert (1, expected) == run(INSTALL / "proxy.sh", tmp_path)


def test_a_missing_node_is_one_clear_line(tmp_path):
    """The environment was made, and Node has gone from it."""
    (tmp_path / "bin").mkdir()
    expected = f"rean: Node is missing from {tmp_path}/bin, or does not run. Run make clean, then make again."
    assert (1, expected) == run(INSTALL / "proxy.sh", tmp_path)


@pytest.mark.parametrize(("target", "needs_chromium"), [("demo", False), ("test", True), ("bench", True)])
def test_everything_that_a_target_needs_is_asked_for_at_once(target, needs_chromium):
    """One command, not one after the other."""
    planned = subprocess.run(["make", "-n", target], cwd=INSTALL.parents[1], capture_output=True, text=True, timeout=60, check=True).stdout
    line = next(line for line in planned.splitlines() if "packages.sh" in line)
    assert (True, needs_chromium) == ("ensurepip.py:python3-venv" in line, "chromium:chromium" in line)
