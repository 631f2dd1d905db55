"""Every change of an account is one act: kept in the store, published in the roster, told to the audit log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from grading.records.audit import Audit
from grading.records.roster import Person, read_roster, write_roster
from hub_config.accounts.errors import ChangedMeanwhile, LastAdmin, NumberTaken, UnknownNumber
from hub_config.accounts.hashes import SecretHasher
from hub_config.accounts.new_secrets import make_secret
from hub_config.accounts.numbers import without_zeros
from hub_config.accounts.person_form import ensure_named
from hub_config.accounts.roster_plan import Change, Plan, plan_import
from hub_config.accounts.roster_table import RosterTable
from hub_config.accounts.schema import open_accounts
from hub_config.accounts.settings import AccountsSettings
from hub_config.accounts.site_lock import hold_lock
from hub_config.accounts.store import Account, Store


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A person with the secret that was just drawn; it exists nowhere else."""

    person: Person
    secret: str = field(repr=False)


class Accounts:
    """The accounts of one site and what may be done with them."""

    def __init__(self, site: Path, settings: AccountsSettings | None = None, courses: Collection[str] = ()) -> None:
        """Open the accounts of a site, making the store where there is none.

        Args:
            site: the site's folder.
            settings: the section `[accounts]`.
            courses: ids of the site's courses, in their order.
        """
        self.site = site
        self.settings = settings or AccountsSettings()
        self.courses = tuple(courses)
        self.store = Store(open_accounts(site))
        self.audit = Audit(site / "audit.jsonl")
        self.hasher = SecretHasher(self.settings)

    def get(self, number: str) -> Account:
        """Return an account.

        Raises:
            UnknownNumber: nobody has this number.
        """
        account = self.store.find(number)
        if account is None:
            raise UnknownNumber("error.unknown_number", number=number)
        return account

    def people(self) -> dict[str, Person]:
        """Return everybody by number, inactive people too."""
        return {number: account.person for number, account in self.store.read_all().items()}

    def plan(self, table: RosterTable) -> Plan:
        """Say what importing a roster file would do; changes nothing.

        Raises:
            BadRosterFile: the file is not taken.
        """
        return plan_import(table, self.people(), self.courses, self.settings.number_digits)

    def apply(self, plan: Plan, by: str, **details: Any) -> list[NewSecret]:
        """Do what a plan says, all of it or nothing, and return the new people's secrets.

        Raises:
            ChangedMeanwhile: somebody in the plan is no longer as the plan saw them.
            LastAdmin: nobody would be left to mend the house.
        """
        fresh = self._draw_secrets([change.after for change in plan.changes if change.needs_secret])
        with hold_lock(self.site):
            known = self.store.read_all()
            if any(_person(known.get(change.after.number)) != change.before for change in plan.changes):
                raise ChangedMeanwhile("error.changed_meanwhile")
            self._keep([_changed(known, change, fresh) for change in plan.changes])
            told: dict[str, Any] = {
                "added": [p.number for p in plan.added],
                "changed": {c.after.number: sorted(c.fields) for c in plan.changed},
                "same": plan.same,
            }
            self.audit.write("accounts.import", by=by, **told, **details)
        return [secret for secret, _ in fresh.values()]

    def add(self, person: Person, by: str) -> NewSecret:
        """Take one person in.

        Raises:
            NumberTaken: the number, or one that differs only by leading zeros, is somebody's.
        """
        fresh = self._draw_secrets([person])
        with hold_lock(self.site):
            alike = [number for number in self.store.read_all() if without_zeros(number) == without_zeros(person.number)]
            if alike:
                raise NumberTaken("error.number_taken", number=alike[0])
            self._keep([_changed({}, Change(None, person), fresh)])
            self.audit.write("account.add", by=by, about=person.number, role=person.role)
        return fresh[person.number][0]

    def ensure_people(self, people: Iterable[tuple[Person, str]], by: str) -> int:
        """Take in those who are not there yet, with secrets that are known already (the demo's), and return how many came."""
        with hold_lock(self.site):
            known = self.store.read_all()
            missing = [(person, secret) for person, secret in people if person.number not in known]
            if missing:
                hashes = self.hasher.hash_many(secret for _, secret in missing)
                self._keep(Account(person, hashed) for (person, _), hashed in zip(missing, hashes, strict=True))
                self.audit.write("accounts.import", by=by, added=[person.number for person, _ in missing])
        return len(missing)

    def has_secret(self, number: str, secret: str) -> bool:
        """Tell whether this secret opens the account; counts no try, writes nothing: for checks by the house itself."""
        account = self.store.find(number)
        return self.hasher.is_right(account.secret_hash if account else None, secret)

    def edit(self, number: str, by: str, **changes: Any) -> NewSecret | None:
        """Change fields of a person; a new secret is drawn where the person joins or leaves the staff."""
        with hold_lock(self.site):
            account = self.get(number)
            plan = Change(account.person, replace(account.person, **changes))
            ensure_named(asdict(plan.after))
            fresh = self._draw_secrets([plan.after] if plan.needs_secret else [])
            self._keep([_changed({number: account}, plan, fresh)])
            self.audit.write("account.edit", by=by, about=number, changed=sorted(plan.fields))
        return fresh[number][0] if fresh else None

    def deactivate(self, number: str, by: str) -> None:
        """Close an account; nothing of the person's work is touched."""
        self._change_one(number, by, "account.deactivate", lambda account: account.with_person(replace(account.person, active=False)))

    def activate(self, number: str, by: str) -> None:
        """Open a closed account again, with the secret it had."""
        self._change_one(number, by, "account.activate", lambda account: account.with_person(replace(account.person, active=True)))

    def reset(self, number: str, by: str) -> NewSecret:
        """Give a person a new secret; the old one opens nothing any more."""
        person = self.get(number).person
        fresh = self._draw_secrets([person])
        self._change_one(number, by, "account.reset", lambda account: account.with_secret(fresh[number][1]))
        return NewSecret(person, fresh[number][0].secret)

    def unlock(self, number: str, by: str) -> None:
        """Forgive the wrong tries of an account."""
        self.get(number)
        self.store.forgive_tries(number)
        self.audit.write("account.unlock", by=by, about=number)

    def ensure_published(self) -> None:
        """Write the roster where it does not say what the store says, as after a power failure between the two."""
        with hold_lock(self.site):
            people = self.people()
            if read_roster(self._roster).people != people:
                write_roster(self._roster, people.values())

    def close(self) -> None:
        """Let go of the store; what is asked later opens it again."""
        self.store.close()

    @property
    def _roster(self) -> Path:
        return self.site / "roster.json"

    def _draw_secrets(self, people: Collection[Person]) -> dict[str, tuple[NewSecret, str]]:
        drawn = [NewSecret(person, make_secret(person.role)) for person in people]
        hashes = self.hasher.hash_many(new.secret for new in drawn)
        return {new.person.number: (new, hashed) for new, hashed in zip(drawn, hashes, strict=True)}

    def _change_one(self, number: str, by: str, act: str, change: Callable[[Account], Account]) -> None:
        with hold_lock(self.site):
            self._keep([change(self.get(number))])
            self.audit.write(act, by=by, about=number)

    def _keep(self, changed: Iterable[Account]) -> None:
        """Save and publish; called with the lock held."""
        changed = list(changed)
        people = self.people()
        after = people | {account.person.number: account.person for account in changed}
        if _has_admin(people.values()) and not _has_admin(after.values()):
            raise LastAdmin("error.last_admin")
        self.store.save(changed)
        write_roster(self._roster, [after[number] for number in sorted(after)])


def _has_admin(people: Iterable[Person]) -> bool:
    return any(person.role == "admin" and person.active for person in people)


def _person(account: Account | None) -> Person | None:
    return account.person if account else None


def _changed(known: dict[str, Account], change: Change, fresh: dict[str, tuple[NewSecret, str]]) -> Account:
    number = change.after.number
    if change.before is None:
        return Account(change.after, fresh[number][1])
    account = known[number].with_person(change.after)
    return account.with_secret(fresh[number][1]) if change.needs_secret else account
