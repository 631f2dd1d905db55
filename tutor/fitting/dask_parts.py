"""Answers that may be larger than memory: parts on the disk, a learner whole in one of them, worked through by Dask."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
from array import array
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import dask
import dask.bag
import numpy as np

from tutor.fitting.answers import KINDS, Answers, Coder, Ints, Mask, sort_names
from tutor.fitting.batch import count_gaps, find_usual_gap
from tutor.fitting.parts import Step, Sums, add_sums, find_alone
from tutor.fitting.replacing import replacing
from tutor.fitting.tidy import is_packed, read_rows
from tutor.workers import end_with_parent

_ROWS_OF_PART = 100_000
_MOST_PARTS = 64
_BUFFER = 20_000


class KeptOnDisk(MutableMapping[str, Any]):
    """Columns beside a part, each in a file; read when asked for, written when set."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            try:
                self._read[name] = np.load(self._folder / f"{name}.npy", allow_pickle=False)
            except FileNotFoundError:
                raise KeyError(name) from None
        return self._read[name]

    def __setitem__(self, name: str, column: Any) -> None:
        self._read[name] = column
        with replacing(self._folder / f"{name}.npy") as temporary, temporary.open("wb") as file:
            np.save(file, np.asarray(column))

    def __delitem__(self, name: str) -> None:
        self._read.pop(name, None)
        (self._folder / f"{name}.npy").unlink()

    def __iter__(self) -> Iterator[str]:
        return (file.stem for file in self._folder.glob("*.npy"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class DiskParts:
    """The answers of a fit in folders, one for each part."""

    folder: Path
    names: Answers
    """A table without rows, with all names."""
    alone: Mask
    usual_gap: float
    counts: dict[str, Any]

    def total(self, step: Step, *arguments: Any) -> Sums:
        """Return the sums of a step over all parts; each worker holds one part at a time."""
        folders = sorted(self.folder.glob("part-*"))
        bag = dask.bag.from_sequence(folders, npartitions=len(folders))
        return bag.map(partial(_work, step=step, arguments=arguments)).fold(add_sums).compute()

    def done(self) -> int:
        """Return how many stages an earlier run has ended."""
        file = self.folder / "stages"
        return int(file.read_text("ascii")) if file.exists() else 0

    def keep(self, stages: int) -> None:
        """Note that so many stages have ended."""
        with replacing(self.folder / "stages") as temporary:
            temporary.write_text(f"{stages}", "ascii")


def _work(folder: Path, step: Step, arguments: tuple[Any, ...]) -> Sums:
    return step(_load_part(folder), KeptOnDisk(folder), *arguments)


def _load_part(folder: Path) -> Answers:
    names = _load_names(folder.parent)
    columns = np.load(folder / "answers.npz")
    return replace(names, **{name: columns[name] for name in _COLUMNS})


_COLUMNS = ("learner", "item", "family", "credit", "at", "level")


@lru_cache(maxsize=1)
def _load_names(folder: Path) -> Answers:
    with (folder / "names.pickle").open("rb") as file:
        return pickle.load(file)  # noqa: S301 - our own file, in a folder that this user made


@contextmanager
def partition(data: Path, folder: Path, workers: int, seed: int = 0, skip_bad: bool = False) -> Iterator[DiskParts]:
    """Give a file's answers as parts on the disk, and take these away when the block ends well; what a killed run left is used again.

    Raises:
        BadAnswers: as `read_answers`.
    """
    stamp = data.stat()
    mine = folder / f"{stamp.st_size:x}-{stamp.st_mtime_ns:x}-{seed}-{int(skip_bad)}"
    if not (mine / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        mine.mkdir(parents=True)
        _write_parts(data, mine, skip_bad)
        (mine / "whole").touch()
    with (mine / "about.pickle").open("rb") as file:
        alone, usual_gap, counts = pickle.load(file)  # noqa: S301 - as above
    _load_names.cache_clear()
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), end_with_parent, (os.getpid(),))
    with pool, dask.config.set(scheduler="processes", pool=pool):
        yield DiskParts(mine, _load_names(mine), alone, usual_gap, counts)
    shutil.rmtree(folder)


def _write_parts(data: Path, folder: Path, skip_bad: bool) -> None:
    writer = _PartWriter(folder, _count_parts(data))
    remarks = read_rows(data, writer.add, skip_bad=skip_bad)
    writer.finish(remarks)


def _count_parts(data: Path) -> int:
    packed = 8 if is_packed(data) else 1
    return max(2, min(data.stat().st_size * packed // (30 * _ROWS_OF_PART), _MOST_PARTS))


class _PartWriter:
    """Sends each row to the part of its learner."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder, self._coder = folder, Coder()
        self._buffers = [array("d") for _ in range(count)]
        self._pairs: set[tuple[int, int]] = set()

    def add(self, learner: str, item: str, skills: tuple[str, ...], credit: float, order: float, at: float, level: int) -> None:
        """Add one answer."""
        numbers = self._coder.code(learner, item, skills)
        self._pairs.add(numbers[1:])
        number = numbers[0] % len(self._buffers)
        self._buffers[number].extend((*numbers, credit, at, level, order))
        if len(self._buffers[number]) > _BUFFER * len(KINDS):
            self._flush(number)

    def finish(self, remarks: tuple[str, ...]) -> None:
        """Sort every part, and write what is known of all of them."""
        rank, learners = sort_names(self._coder.learners.names)
        gaps, totals, right = np.zeros(1, np.int64), np.zeros(2, np.int64), 0.0
        said: list[str] = []
        for number in range(len(self._buffers)):
            self._flush(number)
            part = self._sort(number, rank, learners)
            gaps = gaps + count_gaps(part)
            said += [f"part {number}: {remark}" for remark in part.remarks]
            totals, right = totals + np.array([len(part), (part.at >= 0).sum()]), right + float(part.credit.sum())
        coder = self._coder
        empty = coder.table([np.zeros(0, kind) for kind in KINDS], rank, learners, (*remarks, *said))
        self._dump("names.pickle", empty)
        families = len(coder.family_skills)
        pairs = np.array([item * families + family for item, family in sorted(self._pairs)], dtype=np.int64)
        counts: dict[str, float] = {
            "answers": int(totals[0]),
            "learners": len(learners),
            "items": len(coder.items.names),
            "skills": len(coder.skills.names),
        }
        counts |= {"families": families, "right": round(right / max(int(totals[0]), 1), 4), "with_time": int(totals[1])}
        self._dump("about.pickle", (find_alone(pairs, len(coder.items.names), families), find_usual_gap(gaps), counts))

    def _sort(self, number: int, rank: Ints, learners: list[str]) -> Answers:
        raw = self._raw(number)
        rows = np.fromfile(raw, np.float64).reshape(-1, len(KINDS)) if raw.exists() else np.zeros((0, len(KINDS)))
        part = self._coder.table([rows[:, place].astype(kind) for place, kind in enumerate(KINDS)], rank, learners)
        folder = self._folder / f"part-{number:03}"
        folder.mkdir()
        np.savez(folder / "answers.npz", **{name: getattr(part, name) for name in _COLUMNS})
        raw.unlink(missing_ok=True)
        return part

    def _flush(self, number: int) -> None:
        with self._raw(number).open("ab") as file:
            self._buffers[number].tofile(file)
        self._buffers[number] = array("d")

    def _raw(self, number: int) -> Path:
        return self._folder / f"raw-{number:03}"

    def _dump(self, name: str, value: Any) -> None:
        with (self._folder / name).open("wb") as file:
            pickle.dump(value, file)
