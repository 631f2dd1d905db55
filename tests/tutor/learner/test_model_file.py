"""A model file is trusted only whole, unchanged, and of this version."""

import json

import pytest

from tutor.errors import UnfitModel
from tutor.events.records import Task
from tutor.learner.model_file import SHIPPED, as_text, load_model, load_or_shipped, load_shipped
from tutor.learner.parameters import CORRECTIONS, Ease, ResidualParameters


def make_parameters():
    shipped = load_shipped().parameters
    ease = Ease(0.3, {1: 0.5}, {"#a": -0.25}, {"ប្រភាគ/១": 1.0})
    return ResidualParameters(ease, shipped.weights, {"#a": (0.125,) * CORRECTIONS}, {"ប្រភាគ/១": (0.0,) * CORRECTIONS}, {"ប្រភាគ/១": 7})


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "model.json"
    file.write_text(as_text(make_parameters(), {"answers": 7}), "utf-8")
    return file


def test_what_is_written_is_read_again(file):
    """The same numbers, the same version, the same chance."""
    model = load_model(file)
    assert make_parameters() == model.parameters
    assert load_shipped().predict_one(model.fresh(), Task("x", ("a",), 1, "")) != model.predict_one(model.fresh(), Task("ប្រភាគ/១", ("#a",), 1, ""))


@pytest.mark.parametrize("length", [0, 1, 100, 2000])
def test_a_file_cut_short_is_refused(file, length):
    """At any length."""
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(UnfitModel, match="cut short"):
        load_model(file)


def test_a_changed_number_is_found(file):
    """The checksum tells."""
    plain = json.loads(file.read_text("utf-8"))
    plain["parameters"]["ease"]["base"] = 9.0
    file.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(UnfitModel, match="checksum"):
        load_model(file)


@pytest.mark.parametrize(
    ("change", "said"), [({"version": 99}, "version 99"), ({"format": "other"}, "not a model file"), ({"version": None}, "version None")]
)
def test_another_version_or_kind_is_told(file, change, said):
    """What it is, and what to do."""
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(UnfitModel, match=said):
        load_model(file)


def test_other_evidence_is_told():
    """A file that was fitted to numbers which this version does not look at."""
    plain = make_parameters().to_plain() | {"evidence": ["something"]}
    with pytest.raises(ValueError, match="other evidence"):
        ResidualParameters.from_plain(plain)


def test_a_broken_file_never_stops_a_house(file):
    """The shipped model takes its place, with the reason; without a file, without a word."""
    file.write_text("{", "utf-8")
    model, why = load_or_shipped(file)
    assert load_shipped().version == model.version and "cut short" in why
    assert load_or_shipped(file.with_name("none.json"))[1] == ""


def test_the_shipped_file_is_small():
    """It is part of the program."""
    assert SHIPPED.stat().st_size < 10_000
