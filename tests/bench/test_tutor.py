"""The tutor alone answers many at once: each request of the bench is a real one, and none fails."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.keys import Keys
from bench.tutor import UNIT, as_lines, read_syncs, run_load
from bench.tutor_service import start_tutor
from courses.catalog import load_catalog
from courses.commands import CONTENT


def work_aside(*arguments):
    """Let the learners work in a thread: the browser of this worker may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run_load, *arguments).result()


def test_three_learners_work_at_the_real_service():
    """Exercises are chosen, answers checked and recorded, over the service's own socket."""
    catalog = load_catalog(CONTENT)
    keys = Keys(catalog, most=20)
    keys.learn(UNIT)
    with start_tutor(3) as tutor:
        load = work_aside(tutor, catalog, keys, 1.0, 0.0)
    assert not tutor.process.is_running()
    assert (load.errors, load.learners) == (0, 3)
    assert load.check
    assert load.choose
    assert "check p50/p95/p99" in as_lines({"loads": [load.as_json()], "syncs_per_answer": {}})[0]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is installed by make test")
def test_a_service_that_is_watched_counts_its_waits_for_the_disk_and_ends_with_the_bench():
    """strace sees the commits, and leaves no service behind."""
    catalog = load_catalog(CONTENT)
    with start_tutor(2, count_syncs=True) as tutor:
        before = read_syncs(tutor)
        load = work_aside(tutor, catalog, Keys(catalog, most=20), 0.5, 0.0)
        assert read_syncs(tutor) > before
        assert load.check
    assert not tutor.process.is_running()
