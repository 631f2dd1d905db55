"""What moved says its old names, one or several, and is found by each of them."""

from courses.catalog import load_catalog
from tests.courses.makers import ITEM, UNIT, make_content
from tutor.curriculum import Curriculum


def test_an_item_is_found_by_every_name_that_it_had(tmp_path):
    """Two moves leave two old names."""
    catalog = load_catalog(make_content(tmp_path, item=ITEM + "was: [math/old/sum, math/older/sum]\n"))
    assert {catalog.item(name).id for name in ("math/old/sum", "math/older/sum", "math/fractions/sum")} == {"math/fractions/sum"}


def test_a_skill_says_its_old_names_within_its_unit_or_with_the_whole_path(tmp_path):
    """`was:` of a skill leads from the old name in the whole house to the new one."""
    unit = UNIT.replace("en: Adding}}", "en: Adding}, was: [plus, math/old/sums]}", 1)
    moves = Curriculum(load_catalog(make_content(tmp_path, unit=unit))).moves
    assert moves.skills == {"math/fractions#plus": "math/fractions#add", "math/old#sums": "math/fractions#add"}
