"""The demo is for trying out: its people are invented and its secrets are printed in the manual."""

from __future__ import annotations

from grading.records.roster import Person

LEARNER_PIN = "204060"
STAFF_PASSPHRASE = "lotus-river-sunrise"
DEMO_SETTINGS = """\
# A demo, for this machine only. Its secrets are known to everybody.

[hub]
profile = "demo"
ip = "127.0.0.1"
port = 8000
"""

_CLASS_A, _CLASS_B = "A", "B"
_COURSES = ("math1", "math2", "physics", "chemistry", "khmer", "gender", "skills")
_LEARNERS = (
    ("101", "សុខ សុភា", "Sok Sophea", "f", _CLASS_A),
    ("102", "ចាន់ ដារា", "Chan Dara", "m", _CLASS_A),
    ("103", "គឹម ស្រីមុំ", "Kim Sreymom", "f", _CLASS_A),
    ("104", "ហេង វុទ្ធី", "Heng Vuthy", "m", _CLASS_A),
    ("105", "លី រតនា", "Ly Ratana", "f", _CLASS_A),
    ("106", "ពៅ បូរ៉ា", "Pov Bora", "m", _CLASS_A),
    ("107", "នួន ចន្ថា", "Nuon Chantha", "f", _CLASS_B),
    ("108", "សេង ពិសិដ្ឋ", "Seng Piseth", "m", _CLASS_B),
    ("109", "ម៉ៅ សុវណ្ណ", "Mao Sovann", "m", _CLASS_B),
    ("110", "កែវ មាលា", "Keo Mealea", "f", _CLASS_B),
    ("111", "ឈឹម រិទ្ធី", "Chhim Rithy", "m", _CLASS_B),
    ("112", "ទេព កញ្ញា", "Tep Kanha", "f", _CLASS_B),
)
_STAFF = (
    ("admin", "អ៊ុក សារិន", "Ouk Sarin", "f", "admin"),
    ("teacher1", "មាស វណ្ណា", "Meas Vanna", "f", "teacher"),
    ("teacher2", "រស់ សំណាង", "Ros Samnang", "m", "teacher"),
)


def list_people() -> list[tuple[Person, str]]:
    """Return everybody of the demo with their secret: one admin, two teachers, twelve learners."""
    staff = [(Person(number, khmer, latin, sex, role, courses=_COURSES), STAFF_PASSPHRASE) for number, khmer, latin, sex, role in _STAFF]  # type: ignore[arg-type]
    learners = [
        (Person(number, khmer, latin, sex, "learner", class_name, _COURSES), LEARNER_PIN)  # type: ignore[arg-type]
        for number, khmer, latin, sex, class_name in _LEARNERS
    ]
    return staff + learners
