"""The picture of a unit: needs above, no card over another, no line through a card."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tutor.makers import CATALOG
from tutor.curriculum import Curriculum
from tutor.web.ladder import draw_ladder

CURRICULUM = Curriculum(CATALOG)


@st.composite
def graphs(draw):
    """Any prerequisite graph whose skills stand in the order of teaching."""
    names = [f"s{number}" for number in range(draw(st.integers(1, 14)))]
    return {name: draw(st.lists(st.sampled_from(names[:i]), max_size=3, unique=True)) if i else [] for i, name in enumerate(names)}


@given(graphs())
def test_what_is_needed_stands_above(needs):
    """Every skill is in a lower row than all that it needs, at most three side by side, each on a place of its own."""
    ladder = draw_ladder(list(needs), needs)
    rows = {rung.skill: rung.row for rung in ladder.rungs}
    assert all(rows[need] < rows[skill] for skill in needs for need in needs[skill])
    assert len({(rung.row, rung.x) for rung in ladder.rungs}) == len(needs)
    assert max(list(rows.values()).count(row) for row in set(rows.values())) <= 3


def test_a_need_that_follows_from_another_has_no_line_of_its_own():
    """Three in a row, the last also needing the first: two lines, not three."""
    needs = {"a": [], "b": ["a"], "c": ["a", "b"]}
    assert len(draw_ladder(list(needs), needs).lines) == 2


def test_needs_of_other_units_are_left_out():
    """The picture shows one unit; the sentence names the rest."""
    assert draw_ladder(["a"], {"a": ["elsewhere"]}).lines == ()


def test_the_first_unit_has_a_picture():
    """Ten skills, five rows."""
    skills = CURRICULUM.skills_of("math1/fractions")
    ladder = draw_ladder(skills, {skill: CURRICULUM.skills[skill].needs for skill in skills})
    assert (len(ladder.rungs), ladder.rows) == (10, 5)
