"""The hub's users and groups follow the roster, within a second of every change."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from grading.records.roster import Person, Roster

_LOOK_EVERY_SECONDS = 1.0
_log = logging.getLogger(__name__)


def groups_of(person: Person, courses: Iterable[str]) -> set[str]:
    """Return the hub's groups that somebody belongs to."""
    if not person.active:
        return set()
    mine = [course for course in courses if person.takes(course)]
    if person.role == "learner":
        return {"learners", *(f"nbgrader-{course}" for course in mine)}
    own = {"teachers"} if person.role == "teacher" else {"admins"}
    return own | {f"formgrade-{course}" for course in (courses if person.role == "admin" else mine)}


@dataclass
class HubPush:
    """Keeps the hub as the roster says.

    Args:
        client: a client of the hub's REST interface.
        roster: the roster as it is now.
        courses: ids of the courses that have a gradebook.
    """

    client: httpx.Client
    token: str
    roster: Callable[[], Roster]
    courses: tuple[str, ...]
    _ended: threading.Event = field(default_factory=threading.Event)

    def push(self) -> None:
        """Make users and groups as the roster says; repeatable.

        Raises:
            httpx.HTTPError: the hub does not answer, or refuses.
        """
        people = self.roster().people.values()
        known = {user["name"]: user for user in self._list("/users")}
        missing = [p.number for p in people if p.active and p.number not in known]
        if missing:
            self._ask("POST", "/users", {"usernames": missing})
        self._push_groups(people)
        for person in people:
            if not person.active and person.number in known and known[person.number].get("servers"):
                self._ask("DELETE", f"/users/{person.number}/server")

    def _push_groups(self, people: Iterable[Person]) -> None:
        wanted: dict[str, set[str]] = {}
        for person in people:
            for group in groups_of(person, self.courses):
                wanted.setdefault(group, set()).add(person.number)
        for row in list(self._list("/groups")):
            self._push_group(row["name"], set(row["users"]), wanted.get(row["name"], set()))

    def _push_group(self, name: str, members: set[str], wanted: set[str]) -> None:
        if joining := sorted(wanted - members):
            self._ask("POST", f"/groups/{name}/users", {"users": joining})
        if leaving := sorted(members - wanted):
            self._ask("DELETE", f"/groups/{name}/users", {"users": leaving})

    def _list(self, path: str) -> Iterator[dict[str, Any]]:
        """Yield every row of a list; the hub gives at most 200 at once, whatever it is asked for."""
        offset = 0
        while rows := self._ask("GET", f"{path}?offset={offset}").json():
            yield from rows
            offset += len(rows)

    def _ask(self, method: str, path: str, body: dict | None = None) -> httpx.Response:
        answer = self.client.request(method, path, json=body, headers={"Authorization": f"token {self.token}"})
        answer.raise_for_status()
        return answer

    def start(self) -> None:
        """Push now and after every change, in a thread of its own."""
        threading.Thread(target=self._watch, name="hub-push", daemon=True).start()

    def _watch(self) -> None:
        pushed: Roster | None = None
        while not self._ended.wait(_LOOK_EVERY_SECONDS if pushed else 0.2):
            if self.roster() is pushed:
                continue
            try:
                current = self.roster()
                self.push()
                pushed = current
            except httpx.HTTPError as error:
                _log.warning("the hub was not told of the roster: %r", error)
