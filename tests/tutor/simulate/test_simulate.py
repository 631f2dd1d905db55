"""The simulation runs the tutor's own pacing, keeps the worlds as they are written, and prints nothing but its figures."""

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from tutor.learner.tracer_parameters import TracerParameters
from tutor.pacing.placement import Placement
from tutor.pacing.settling import SettlingRule
from tutor.pacing.skills import SkillPacing
from tutor.settings import TutorSettings
from tutor.simulate.classroom import Classroom
from tutor.simulate.commands import simulate
from tutor.simulate.house import SimulatedHouse
from tutor.simulate.names import WORLDS
from tutor.simulate.outcomes import Outcome, exercises_at
from tutor.simulate.outsiders import fixed, in_a_row, oracle, teach
from tutor.simulate.pupil import Pupil
from tutor.simulate.worlds import CAP, PARENTS, SKILLS, draw_learners, draw_skills

LEARNERS = {world: draw_learners(draw_skills(world, 100), 40, 50) for world in WORLDS}
every_world = pytest.mark.parametrize("world", WORLDS)


def tries_of(world="heterogeneous", count=8, **changes):
    """Return how often the house gave each skill to some learners."""
    house = SimulatedHouse(TutorSettings(**changes), TracerParameters())
    pupils = [Pupil(LEARNERS[world], number) for number in range(count)]
    for pupil in pupils:
        house.teach(pupil)
    return [pupil.tries for pupil in pupils]


@every_world
def test_one_learner_and_a_classroom_are_the_same_world(world):
    """The same exercises in the same order give the same answers, knowledge and time, alone or among others."""
    room, everybody = Classroom(LEARNERS[world]), np.ones(40, bool)
    pupil = Pupil(LEARNERS[world], 7)
    for skill in range(SKILLS):
        for number in range(6):
            pupil.day = float(room.days[7])
            item = int(LEARNERS[world].order[7, skill, number])
            assert room.exercise(skill, everybody)[7] == pupil.answer(skill, item)
            assert room.mastered(skill)[7] == pupil.mastered(skill)
    assert room.seconds[7] == pytest.approx(pupil.seconds)


def test_the_graph_is_the_one_of_the_worlds():
    """Six chains of four; each unit's first skill hangs on the second of the unit before."""
    assert PARENTS[:9] == [-1, 0, 1, 2, 1, 4, 5, 6, 5]


def test_the_cap_is_the_worlds():
    """Nobody does a thirty-first exercise of a skill."""
    room = teach(LEARNERS["heterogeneous"], in_a_row(40))
    assert room.tries.max() == CAP
    assert room.capped.all()


def test_the_oracle_wastes_nothing():
    """It stops where the skill is known, and nobody does more for as much."""
    bound, row = teach(LEARNERS["heterogeneous"], oracle(0.0)), teach(LEARNERS["heterogeneous"], in_a_row(5))
    assert bound.over.sum() == 0
    assert bound.tries.mean() < row.tries.mean()


def test_fixed_is_fixed():
    """Five are five."""
    assert (teach(LEARNERS["bkt"], fixed(5)).tries == 5).all()


BRANCHES = {
    "placement": (Placement, "next", lambda self, skills, standing, asked: self._end(skills, standing, asked, "sure", ())),
    "what is needed comes first": (SkillPacing, "_ready", lambda self, *about: True),
    "resting from what goes wrong": (SkillPacing, "rests", lambda self, skill, standing: False),
    "what others need is worth more": (SettlingRule, "judge", lambda self, belief, tally, needing, at=None: JUDGE(self, belief, tally, 0, at)),
    "leaving what gains little": (SettlingRule, "judge", lambda self, *about: JUDGE(replace(self, least_gain=0.0), *about)),
}
JUDGE = SettlingRule.judge


@pytest.mark.parametrize("branch", BRANCHES)
def test_without_a_branch_of_the_pacing_the_figures_are_others(branch, monkeypatch):
    """The house in the simulation is the house: what is taken out there is missing here."""
    before = tries_of()
    where, name, instead = BRANCHES[branch]
    monkeypatch.setattr(where, name, instead)
    assert tries_of() != before


def test_the_house_forgets_nothing_of_a_days_work():
    """Days end after forty minutes, and reviews are done on later ones."""
    house, pupil = SimulatedHouse(TutorSettings(), TracerParameters()), Pupil(LEARNERS["forgetting"], 3)
    desk = house.teach_by_days(pupil)
    assert pupil.day > 0
    assert desk.reviews > 0


def test_equal_mastery_lies_between_the_points():
    """Half way on the logit scale between two points of the frontier, and beyond its end along the last line."""
    points = [Outcome(exercises, mastered, 0, 0, 0, 0, 0, 0) for exercises, mastered in ((4.0, 0.5), (8.0, 0.9))]
    assert exercises_at(points, 0.75) == pytest.approx(6.0)
    assert exercises_at(points, 0.95) > 8.0


def run(*words):
    """Run the command."""
    return CliRunner().invoke(simulate, [*words, "--learners", "6", "--frontier-learners", "3", "--draws", "1"])


def test_json_is_one_object_and_nothing_else():
    """A script reads standard output whole."""
    answer = run("--world", "bkt,forgetting", "--policies", "fixed-5,bkt-0.95,rean,rean-no-placement,oracle", "--json")
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)["worlds"]
    assert list(told) == ["bkt", "forgetting"]
    for world in told.values():
        assert all(isinstance(ratio, float) for ratio in world["at_equal_mastery"].values())
        assert set(world["policies"]) == set(world["at_equal_mastery"])
        assert all({"exercises", "mastered", "over_practice", "premature"} <= set(row) for row in world["policies"].values())


def test_the_same_seed_gives_the_same_figures():
    """Two runs are one run."""
    words = ("--world", "heterogeneous", "--policies", "3-in-a-row,rean", "--json")
    assert run(*words).stdout == run(*words).stdout


def test_a_wrong_name_is_named():
    """What is not known is said, with what is."""
    answer = run("--policies", "reen")
    assert answer.exit_code == 2
    assert "'reen' is not known" in answer.stderr and "rean-no-placement" in answer.stderr
