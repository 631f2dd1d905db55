"""Which learner model a house uses: its own where it has been fitted, beside the one that comes with the house."""

from __future__ import annotations

from pathlib import Path

from tutor.curriculum import Curriculum
from tutor.errors import UnfitModel
from tutor.learner.model_file import load_model, load_shipped
from tutor.learner.paired import Paired
from tutor.learner.tracer import Tracer
from tutor.live_model import LiveModel
from tutor.store.database import Store

MODEL_FILE = "model.json"
"""In the site's folder; written by `rean model fit`."""


def make_tracer(curriculum: Curriculum) -> Tracer:
    """Return what says how well skills are known."""
    return Tracer.over({node.id: node.needs for node in curriculum.skills.values()})


def make_shipped(curriculum: Curriculum) -> Paired:
    """Return the model that comes with the house: its weights were fitted to invented learners, and know a centre's exercises by their level only."""
    return Paired(make_tracer(curriculum), load_shipped())


def make_models(curriculum: Curriculum, store: Store, site: Path) -> LiveModel:
    """Return the holder of the model: the tracer, and beside it the site's fitted model or the one that comes with the house."""
    tracer = make_tracer(curriculum)
    return LiveModel(store, curriculum, make_shipped(curriculum), site / MODEL_FILE, lambda file: Paired(tracer, load_model(file)))


def judge_model_file(site: Path) -> tuple[bool, str]:
    """Tell whether a site's model file can be used, and what there is to say about it."""
    file = site / MODEL_FILE
    if not file.exists():
        return True, "the learner model that comes with the house; rean model fit makes one of the site's own answers"
    try:
        return True, f"{file} can be used: {load_model(file).version}"
    except UnfitModel as error:
        return False, f"{error}. Practice goes on with the model that was in use, or with the one that comes with the house"
