"""`rean model fit`: a new file in one step, a fit that goes on after a kill, and the same numbers from memory and from disk."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from hub_config.cli import main
from tests.tutor.fitting.makers import make_class
from tests.tutor.fitting.test_evaluate import write_class
from tests.tutor.makers import answer, make_practice
from tutor.errors import StoreUnavailable
from tutor.fitting import residual
from tutor.fitting.dask_parts import KeptOnDisk, partition
from tutor.fitting.fit_site import choose_and_fit
from tutor.fitting.residual import ResidualFitter
from tutor.fitting.site_events import read_site, site_database
from tutor.fitting.tidy import read_answers, read_rows
from tutor.learner.model_file import load_model


@pytest.fixture
def quiet(monkeypatch):
    """The tests' own process keeps its priority."""
    monkeypatch.setattr("os.nice", lambda _by: 0)


class Killed(BaseException):
    """The power went out."""


def run(*arguments):
    return CliRunner().invoke(main, ["model", *map(str, arguments)])


def test_a_killed_fit_goes_on_where_it_was(tmp_path, monkeypatch):
    """The first stage is not done again, and the numbers are the same as without the kill."""
    answers, notes = make_class(12), tmp_path / "notes.npz"
    whole = ResidualFitter().fit(answers)
    stages = []

    def fit_eases(*arguments):
        stages.append("begun")
        if len(stages) == 2:
            raise Killed
        return real(*arguments)

    real = residual.fit_eases
    monkeypatch.setattr(residual, "fit_eases", fit_eases)
    monkeypatch.setattr("tutor.fitting.fit_site._own_is_better", lambda *_: True)
    with pytest.raises(Killed):
        choose_and_fit(answers, notes, 0, lambda _done: None)
    again, _about = choose_and_fit(answers, notes, 0, lambda _done: None)
    assert 3 == len(stages)
    assert whole.parameters == again.parameters


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"PK" + data[2:5]])
def test_notes_that_are_not_whole_are_not_used(tmp_path, monkeypatch, spoil):
    """The fit begins at its beginning."""
    answers, notes = make_class(12), tmp_path / "notes.npz"
    monkeypatch.setattr("tutor.fitting.fit_site._own_is_better", lambda *_: True)
    first, _about = choose_and_fit(answers, notes, 0, lambda _done: None)
    notes.write_bytes(spoil(notes.read_bytes()))
    assert first.parameters == choose_and_fit(answers, notes, 0, lambda _done: None)[0].parameters


def test_notes_of_other_answers_are_not_used(tmp_path, monkeypatch):
    """A new answer makes it another fit."""
    notes = tmp_path / "notes.npz"
    monkeypatch.setattr("tutor.fitting.fit_site._own_is_better", lambda *_: True)
    choose_and_fit(make_class(12), notes, 0, lambda _done: None)
    found, _about = choose_and_fit(make_class(13), notes, 0, lambda _done: None)
    assert ResidualFitter().fit(make_class(13)).parameters == found.parameters


def test_dask_gives_the_same_numbers_as_one_process(tmp_path):
    """Parts on the disk, a learner whole in one of them; sums in another order, no more."""
    answers = make_class(24)
    file = write_class(tmp_path / "class.csv.gz", answers)
    with partition(file, tmp_path / "parts", 2) as parts:
        assert 2 == len(list(parts.folder.glob("part-*")))
        from_disk = ResidualFitter().fit_parts(parts, parts.usual_gap).parameters
        assert answers.counts()["answers"] == parts.counts["answers"]
    in_memory = ResidualFitter().fit(read_answers(file)).parameters
    for one, other in zip(from_disk.weights.situations, in_memory.weights.situations, strict=True):
        assert np.allclose(one, other, atol=2e-3)
    assert in_memory.ease.items.keys() == from_disk.ease.items.keys()
    assert np.allclose([in_memory.ease.items[k] for k in in_memory.ease.items], [from_disk.ease.items[k] for k in in_memory.ease.items], atol=1e-3)
    assert in_memory.families.keys() == from_disk.families.keys()
    assert np.allclose(list(in_memory.families.values()), [from_disk.families[k] for k in in_memory.families], atol=2e-3)
    assert not (tmp_path / "parts").exists()


def test_parts_of_a_killed_fit_are_used_again(tmp_path, monkeypatch):
    """The file is not read twice; another seed, or a file that changed, begins anew."""
    file, read = write_class(tmp_path / "class.csv.gz", make_class(24)), []
    monkeypatch.setattr("tutor.fitting.dask_parts.read_rows", lambda *arguments, **options: read.append(1) or read_rows(*arguments, **options))
    for seed in (0, 0, 1):
        with pytest.raises(Killed), partition(file, tmp_path / "parts", 1, seed):
            raise Killed
    assert 2 == len(read)


def test_columns_on_the_disk_are_those_that_were_set(tmp_path):
    """Also for another reader."""
    kept = KeptOnDisk(tmp_path)
    kept["x"] = np.arange(3)
    again = KeptOnDisk(tmp_path)
    assert ([0, 1, 2], ["x"], True, False) == (again["x"].tolist(), list(again), "x" in again, "y" in again)


def test_the_file_is_replaced_in_one_step_and_the_old_one_kept(tmp_path, quiet):
    """Nothing else is left behind."""
    data = write_class(tmp_path / "class.csv", make_class(12))
    to = tmp_path / "to" / "model.json"
    to.parent.mkdir()
    to.write_text("the old one", "utf-8")
    ran = run("fit", "--data", data, "--to", to, "--json")
    about = json.loads(ran.stdout)
    assert (0, load_model(to).version) == (ran.exit_code, about["version"])
    assert {"model.json": True, "model.json.old": True} == {file.name: True for file in to.parent.iterdir()}
    assert "the old one" == to.with_name("model.json.old").read_text("utf-8")


def test_a_fit_that_fails_leaves_the_old_file(tmp_path, quiet):
    """And says why."""
    data, to = tmp_path / "bad.csv", tmp_path / "model.json"
    data.write_text("user_id,item_id,correct\n1,x,7\n", "utf-8")
    to.write_text("the old one", "utf-8")
    ran = run("fit", "--data", data, "--to", to)
    assert 1 == ran.exit_code and "bad.csv:2: correct must be 0 to 1. Got 7" in ran.stderr
    assert "the old one" == to.read_text("utf-8")


def test_a_site_learns_from_its_own_events(tmp_path, quiet):
    """What learners answered in the real session is what is fitted; a small class keeps the shipped weights."""
    practise(tmp_path)
    answers = read_site(f"sqlite:///{tmp_path / 'tutor.sqlite'}")
    assert (2, 12) == (len(answers.learners), len(answers))
    ran = run("fit", "--site", tmp_path)
    assert 0 == ran.exit_code and "12 answers of 2 learners. The weights are the shipped ones" in ran.stdout
    assert load_model(tmp_path / "model.json").name == "rean"


def practise(folder: Path) -> None:
    """Let two learners answer six exercises each."""
    session = make_practice(folder)
    for learner in ("101", "102"):
        for number in range(6):
            answer(session, learner, right=number % 2 == 0)
            if number % 2:
                answer(session, learner, right=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fit"], "Say --site DIR, or --data FILE and --to FILE."),
        (["fit", "--site", ".", "--engine", "dask"], "--engine dask needs --data FILE"),
        (["report", "--to", "x.html"], "Say --site DIR or --data FILE."),
        (["export", "--to", "x.csv"], "Say --site DIR."),
    ],
)
def test_what_is_missing_is_told(arguments, said):
    """As a question of usage: exit code 2."""
    ran = run(*arguments)
    assert 2 == ran.exit_code and said in ran.stderr


def test_a_folder_without_practice_is_told(tmp_path, quiet):
    """No traceback."""
    ran = run("fit", "--site", tmp_path)
    assert 1 == ran.exit_code and "tutor.sqlite is not there" in ran.stderr


@pytest.mark.parametrize("command", ["fit", "evaluate", "report", "export", "merge"])
def test_every_command_has_examples(command):
    """In its --help."""
    ran = run(command, "--help")
    assert 0 == ran.exit_code and "Example" in ran.stdout


def test_the_database_is_the_one_that_the_site_names(tmp_path):
    """`site.toml` may name another than `tutor.sqlite`; what cannot be read is said."""
    with pytest.raises(StoreUnavailable, match="is not there"):
        site_database(tmp_path)
    (tmp_path / "tutor.sqlite").touch()
    assert site_database(tmp_path) == f"sqlite:///{tmp_path / 'tutor.sqlite'}"
    settings = tmp_path / "site.toml"
    settings.write_text('[tutor]\ndatabase_url = "postgresql://rean@localhost/tutor"\n', "utf-8")
    assert site_database(tmp_path) == "postgresql://rean@localhost/tutor"
    settings.write_text("[tutor", "utf-8")
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        site_database(tmp_path)
