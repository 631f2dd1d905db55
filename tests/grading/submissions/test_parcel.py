"""Only the known plain files of the house's own account are collected."""

import json
import os

import pytest

from grading.errors import SubmissionBroken
from grading.submissions.parcel import open_parcel

ME = os.getuid()


def make_submission(folder):
    folder.mkdir()
    (folder / "t.ipynb").write_text("{}")
    (folder / "answers.json").write_text(json.dumps({"q1": "5/6"}))
    (folder / "timestamp.txt").write_text("2026-11-24 10:00:00.000000 UTC")
    return folder


def test_known_files_are_taken_and_others_left(tmp_path):
    """A program, a folder and a hidden file are named and left where they are."""
    folder = make_submission(tmp_path / "a")
    (folder / "evil.py").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "more").mkdir()
    parcel = open_parcel(folder, "t", owner=ME)
    assert {"answers.json", "t.ipynb", "timestamp.txt"} == set(parcel.files)
    assert parcel.dropped == [".hidden", "evil.py", "more"]


@pytest.mark.parametrize("kind", ["symbolic", "hard", "pipe", "folder"])
def test_a_planted_file_is_not_read(tmp_path, kind):
    """A link to somebody's secret is not followed, and without the file the submission is broken."""
    secret = tmp_path / "secret"
    secret.write_text("{}")
    folder = make_submission(tmp_path / "a")
    (folder / "answers.json").unlink()
    plant = {
        "symbolic": lambda to: to.symlink_to(secret),
        "hard": lambda to: to.hardlink_to(secret),
        "pipe": os.mkfifo,
        "folder": lambda to: to.mkdir(),
    }
    plant[kind](folder / "answers.json")
    with pytest.raises(SubmissionBroken, match=r"lacks a plain file answers\.json"):
        open_parcel(folder, "t", owner=ME)


def test_a_linked_folder_is_no_submission(tmp_path):
    """The folder itself may not be a link either."""
    make_submission(tmp_path / "real")
    (tmp_path / "a").symlink_to(tmp_path / "real")
    with pytest.raises(SubmissionBroken, match="is no folder"):
        open_parcel(tmp_path / "a", "t", owner=ME)


def test_a_folder_of_another_account_is_no_submission(tmp_path):
    """Only the house's own account writes submissions."""
    folder = make_submission(tmp_path / "a")
    with pytest.raises(SubmissionBroken, match="another Unix account"):
        open_parcel(folder, "t", owner=ME + 1)


@pytest.mark.parametrize("answers", ["[1]", '{"q1": 5}', "{", "\xff", '{"a":' * 50_000])
def test_answers_are_one_object_of_texts(tmp_path, answers):
    """Anything else is broken, and breaks nothing else."""
    folder = make_submission(tmp_path / "a")
    (folder / "answers.json").write_bytes(answers.encode("latin-1"))
    with pytest.raises(SubmissionBroken, match=r"answers\.json"):
        open_parcel(folder, "t", owner=ME)
