"""Whether the machine can hold untrusted work, and why not."""

import subprocess

from grading.sandbox.probe import Probe, probe


def test_this_machine_holds_what_it_runs():
    """Where the tests run, the sandbox works; where it does not, this test fails and is not skipped."""
    assert Probe(True) == probe()


def test_the_last_words_of_a_sandbox_that_fails_are_the_reason():
    """Without their full stop, since they stand inside a sentence."""

    def refuse(*_sandbox: object, **_options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess((), 1, "", "warning\nbwrap: No permissions to create new namespace.\n")

    assert Probe(False, "bwrap: No permissions to create new namespace") == probe(refuse)


def test_a_sandbox_that_does_not_start_is_no_error():
    """The program is there and cannot be run."""

    def fail(*_sandbox: object, **_options: object) -> subprocess.CompletedProcess[str]:
        raise PermissionError(13, "Permission denied", "bwrap")

    found = probe(fail)
    assert (False, True) == (found.works, found.why.startswith("bubblewrap could not be started"))
