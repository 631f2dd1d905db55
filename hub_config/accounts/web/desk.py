"""What a request to the accounts may use, and who may touch whom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.requests import Request

from grading.records.roster import Person, Roster
from hub_config.accounts.door import Door
from hub_config.accounts.house import Accounts
from tutor.web.errors import Refused
from tutor.web.identity import Identity, Viewer

_KEPT_FILES = 8


class ServiceDoor(Protocol):
    """Tells which service is asking."""

    async def find_service(self, request: Request) -> str | None:
        """Return the name of the service whose token came along, or None."""
        ...


@dataclass
class Desk:
    """The parts of the running accounts service."""

    accounts: Accounts
    door: Door
    roster: Callable[[], Roster]
    identity: Identity
    services: ServiceDoor
    uploads: OrderedDict[str, tuple[str, bytes]] = field(default_factory=OrderedDict)

    def keep(self, token: str, name: str, data: bytes) -> None:
        """Keep an uploaded file between its preview and its import; the oldest of several goes."""
        self.uploads[token] = (name, data)
        while len(self.uploads) > _KEPT_FILES:
            self.uploads.popitem(last=False)


def list_visible(desk: Desk, viewer: Viewer) -> list[Person]:
    """Return the people whom somebody may see: everybody for an admin, the own class for a teacher."""
    people = list(desk.accounts.people().values())
    if viewer.person.role == "admin":
        return people
    mine = viewer.person.class_name
    return [p for p in people if p.role == "learner" and (not mine or p.class_name == mine)]


def check_staff(viewer: Viewer) -> None:
    """Let only staff through."""
    if not viewer.teaches:
        raise Refused("for staff only", viewer.number)


def check_admin(viewer: Viewer) -> None:
    """Let only admins through."""
    if viewer.person.role != "admin":
        raise Refused("for admins only", viewer.number)


def get_visible(desk: Desk, viewer: Viewer, number: str) -> Any:
    """Return the account of somebody whom this person may help."""
    account = desk.accounts.get(number)
    if account.person not in list_visible(desk, viewer):
        raise Refused("a person of another class", viewer.number, number)
    return account


__all__ = ["Desk", "ServiceDoor", "check_admin", "check_staff", "get_visible", "list_visible"]
