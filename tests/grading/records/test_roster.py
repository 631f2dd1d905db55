"""The roster file says the same to everyone who reads it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from grading.records.roster import LiveRoster, Person, Roster, read_roster, write_roster

SOKHA = Person("0007", "សុខា ចាន់", 'Sokha, "Chan"', "f", "learner", "A", ("math1",), date(2027, 3, 1))


def test_a_person_survives_the_file(tmp_path):
    """Khmer, commas, quotes, leading zeros and the target date come back as they were."""
    write_roster(tmp_path / "roster.json", [SOKHA])
    assert Roster({"0007": SOKHA}) == read_roster(tmp_path / "roster.json")


@given(name=st.text(max_size=40).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_any_name_survives_the_file(tmp_path_factory, name):
    """No name of any script is changed on the way."""
    path = tmp_path_factory.mktemp("roster") / "roster.json"
    write_roster(path, [Person("1", name, name)])
    assert name == read_roster(path).people["1"].khmer_name


def test_a_live_roster_sees_the_next_import(tmp_path):
    """A changed file is read at the next question, without a restart."""
    live = LiveRoster(tmp_path / "roster.json")
    assert live().find("0007") is None
    write_roster(tmp_path / "roster.json", [SOKHA])
    assert live().find("0007") == SOKHA


def test_learners_are_the_active_ones_of_the_class(tmp_path):
    """Teachers, other classes and people who left are not listed."""
    people = [
        SOKHA,
        Person("2", "ខ", "B", class_name="B"),
        Person("3", "គ", "C", class_name="A", active=False),
        Person("t", "ត", "T", role="teacher", class_name="A"),
    ]
    write_roster(tmp_path / "roster.json", people)
    assert [p.number for p in read_roster(tmp_path / "roster.json").learners("A")] == ["0007"]
