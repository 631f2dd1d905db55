"""Models are judged the same way everywhere, on learners that they have not seen."""

import json
import math

import numpy as np
import pytest
from click.testing import CliRunner

from hub_config.cli import main
from tests.tutor.fitting.makers import make_answers, make_class
from tutor.fitting.commands import FOLD_SEED
from tutor.fitting.errors import FittingError, TooFewAnswers
from tutor.fitting.evaluate import evaluate, judge, split_learners
from tutor.fitting.fitters import FITTERS, choose_fitters
from tutor.fitting.metrics import find_ece, score
from tutor.fitting.skill_mean import SkillMeanFitter
from tutor.fitting.tidy import write_rows

FIGURES = {"auc", "auc_sd", "log_loss", "rmse", "ece", "fit_seconds", "predict_update_us", "peak_mb"}


def write_class(file, answers):
    rows = zip(answers.learner, answers.item, answers.family, answers.credit, answers.at, strict=True)
    names = answers.skill_names
    write_rows(
        file,
        ([answers.learners[u], answers.items[i], names(f)[0], ";".join(names(f)), c, n, t, 0] for n, (u, i, f, c, t) in enumerate(rows)),
    )
    return file


def test_folds_are_those_of_the_reference():
    """The sorted learners permuted by numpy's generator; the rank modulo the number of folds."""
    answers = make_answers(*((f"{n}", "x", ("s",), 1.0) for n in range(37)))
    order = np.random.default_rng(20240601).permutation(37)
    assert [order.tolist().index(n) % 5 for n in range(37)] == split_learners(answers, 5, FOLD_SEED).tolist()


@pytest.mark.parametrize("folds", [2, 3, 10])
def test_every_learner_is_held_out_once(folds):
    """No fold is empty."""
    split = split_learners(make_class(), folds, 7)
    assert set(range(folds)) == set(split.tolist()) and 30 == len(split)


def test_fewer_learners_than_folds_is_told():
    """What is needed, and what there is."""
    with pytest.raises(TooFewAnswers, match=r"5 folds need at least 5 learners\. Got 3"):
        split_learners(make_answers(*((f"{n}", "x", ("s",), 1.0) for n in range(3))), 5, 0)


def test_figures_by_hand():
    """Four answers, worked out on paper."""
    found = score(np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.1, 0.4, 0.6]))
    assert 0.75 == found.auc
    assert -(2 * math.log(0.9) + 2 * math.log(0.4)) / 4 == pytest.approx(found.log_loss)
    assert math.sqrt((2 * 0.01 + 2 * 0.36) / 4) == pytest.approx(found.rmse)
    assert (0.1 + 0.1 + 0.6 + 0.6) / 4 == pytest.approx(found.ece)


def test_the_bins_of_the_ece_are_fifteen():
    """One chance in a bin of its own each: every gap counts; a chance of 1 is in the last bin."""
    chances = (np.arange(15) + 0.5) / 15
    assert 0.1 == pytest.approx(find_ece(np.clip(chances + 0.1, 0, 2), chances))
    assert 0.0 == find_ece(np.ones(3), np.ones(3))


def test_a_fold_of_equal_answers_has_no_auc_and_breaks_nothing():
    """It is left out of the mean; where all folds are so, there is none."""
    answers = make_answers(*((f"{n}", "x", ("s",), 1.0) for n in range(6)))
    row = judge(SkillMeanFitter(), answers, 3, 0, lambda _line: None)
    assert row["auc"] is None and row["log_loss"] is not None and json.dumps(row)


def test_learners_with_one_answer_are_predicted():
    """The first answer counts too."""
    answers = make_answers(*((f"{n}", f"i{n % 2}", ("s",), float(n % 2)) for n in range(20)))
    found = evaluate(answers, choose_fitters("skill-mean,elo,rean"), 5, 1, lambda _line: None)
    assert all(FIGURES == set(row) for row in found["models"].values())


def test_a_model_that_fails_is_told_by_its_name():
    """Not a hang, not a traceback alone."""
    answers = make_answers(*((f"{n}", "x", ("s",), 1.0) for n in range(6)))
    with pytest.raises(FittingError, match="pfa could not be judged: right and wrong answers are needed"):
        judge(FITTERS["pfa"], answers, 2, 0, lambda _line: None)


def test_json_is_one_object_and_nothing_else(tmp_path):
    """Progress goes to standard error."""
    file = write_class(tmp_path / "class.csv.gz", make_class(10))
    ran = CliRunner().invoke(main, ["model", "evaluate", "--data", str(file), "--folds", "2", "--models", "skill-mean,rean", "--json"])
    found = json.loads(ran.stdout)
    assert (0, {"data", "models"}, ["skill-mean", "rean"]) == (ran.exit_code, set(found), list(found["models"]))
    assert all(FIGURES == set(row) for row in found["models"].values())
    assert "rean: fold 1 of 2" in ran.stderr


def test_the_table_names_every_model(tmp_path):
    """Without --json, for people."""
    file = write_class(tmp_path / "class.csv", make_class(10))
    ran = CliRunner().invoke(main, ["model", "evaluate", "--data", str(file), "--folds", "2", "--models", "elo,elo-skill"])
    assert 0 == ran.exit_code and "elo-skill" in ran.stdout and "AUC" in ran.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--models", "deep"], "models must be some of skill-mean"),
        (["--folds", "50"], "50 folds need at least 50 learners. Got 10"),
        (["--folds", "1"], "1 is not in the range"),
    ],
)
def test_wrong_options_are_told(tmp_path, options, said):
    """In one line, with an exit code that is not 0."""
    file = write_class(tmp_path / "class.csv", make_class(10))
    ran = CliRunner().invoke(main, ["model", "evaluate", "--data", str(file), *options])
    assert ran.exit_code and said in ran.stderr and "Traceback" not in ran.stderr
