"""What is written is on disk, whole, before the writer is told so."""

import multiprocessing
import os

import pytest

from grading.durable import ensure_folder, hold, place_folder, write_file
from grading.errors import Busy


def test_a_file_is_replaced_in_one_step(tmp_path):
    """The new bytes are there, and no half-written file is left beside them."""
    path = tmp_path / "a.json"
    write_file(path, b"old")
    write_file(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"new"}


def test_a_file_is_on_disk_before_it_gets_its_name(tmp_path, monkeypatch):
    """The order is: write, fsync, rename, fsync of the folder."""
    acts = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _n=name, _r=real, **k: (acts.append(_n), _r(*a, **k))[1])
    write_file(tmp_path / "a.json", b"x")
    assert acts == ["fsync", "replace", "fsync"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    """A full disk costs the new bytes, not the old ones, and leaves no rubbish."""
    path = tmp_path / "a.json"
    write_file(path, b"old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        write_file(path, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"old"}


def test_a_folder_appears_whole(tmp_path):
    """The folder has all its files the moment it has its name, and only its account may enter."""
    place_folder(tmp_path / "final", {"a": b"1", "b": b"2"}, workplace=tmp_path / "work")
    assert {p.name: p.read_bytes() for p in (tmp_path / "final").iterdir()} == {"a": b"1", "b": b"2"}
    assert (tmp_path / "final").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "work").iterdir()) == []


def test_a_folder_that_fails_does_not_appear(tmp_path, monkeypatch):
    """A disk that is full half-way leaves neither the folder nor its half."""
    ensure_folder(tmp_path / "work")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        place_folder(tmp_path / "final", {"a": b"1"}, workplace=tmp_path / "work")
    assert [tmp_path / "work"] == list(tmp_path.rglob("*"))


def test_one_holds_and_the_other_is_refused(tmp_path):
    """Who does not want to wait is told that somebody else is in."""
    with hold(tmp_path / "lock"), pytest.raises(Busy), hold(tmp_path / "lock", wait=False):
        pass


def test_the_lock_is_free_after_its_holder_was_killed(tmp_path):
    """A killed process leaves nothing that has to be cleared by hand."""
    context = multiprocessing.get_context("fork")
    child = context.Process(target=lambda: hold(tmp_path / "lock").__enter__() or os._exit(9))
    child.start()
    child.join()
    with hold(tmp_path / "lock", wait=False):
        pass
