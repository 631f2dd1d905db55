"""The demo is for trying out: its people are invented and its secrets are printed in the manual."""

from __future__ import annotations

from grading.records.roster import Person
from hub_config.accounts.house import Accounts
from hub_config.accounts.store import Account

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


def ensure_people(accounts: Accounts) -> None:
    """Take the demo's people in, with their printed secrets, where nobody has their number yet."""
    known = accounts.people()
    new = [(person, secret) for person, secret in list_people() if person.number not in known]
    if new:
        hashes = accounts.hasher.hash_many(secret for _person, secret in new)
        accounts.store.save(Account(person, hashed) for (person, _secret), hashed in zip(new, hashes, strict=True))
        accounts.audit.write("accounts.demo", by="system", added=[person.number for person, _secret in new])
    accounts.ensure_published()


def find_demo_secrets(accounts: Accounts) -> list[str]:
    """Return the numbers of active accounts that a secret of the demo would open."""
    mine = [(accounts.store.find(person.number), secret) for person, secret in list_people()]
    active = [(account, secret) for account, secret in mine if account and account.person.active]
    return [account.person.number for account, secret in active if accounts.hasher.is_right(account.secret_hash, secret)]
