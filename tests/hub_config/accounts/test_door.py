"""Wrong PINs slow down, then lock; the right one forgives; nobody is told which of the two was wrong."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from jupyterhub.handlers.base import SESSION_COOKIE_NAME
from jupyterhub.handlers.login import LogoutHandler
from sqlalchemy.exc import OperationalError
from tornado.web import HTTPError

from grading.records.roster import Person
from hub_config.accounts.authenticator import NumberAuthenticator, SignOut
from hub_config.accounts.door import Door, Welcome, Wrong
from hub_config.accounts.door_words import say_refusal
from hub_config.accounts.house import Accounts
from hub_config.accounts.settings import AccountsSettings
from hub_config.accounts.texts import texts
from hub_config.accounts.tries import Locked, Wait
from hub_config.site import init_site


class Clock:
    """A clock that is moved by hand."""

    def __init__(self):
        self.time = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)

    def __call__(self):
        return self.time

    def move(self, seconds):
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def house(tmp_path):
    accounts = Accounts(init_site(tmp_path / "site").root, AccountsSettings(hash_memory_mb=8, hash_passes=1))
    accounts.ensure_people([(Person("0007", "សុខា", "Sokha", class_name="A"), "204060")], "test")
    return accounts


def test_khmer_digits_open_the_door(house):
    """Who types ០០០៧ is the same person."""
    assert isinstance(Door(house).check("០០០៧", "២០៤០៦០"), Welcome)


def test_wrong_pins_slow_down_and_then_lock(house):
    """After the free tries a wait that grows, then a lock that even the right PIN does not open; unlocking does."""
    clock = Clock()
    door = Door(house, clock)
    for _ in range(house.settings.free_tries):
        assert isinstance(door.check("0007", "111111"), Wrong)
    assert isinstance(door.check("0007", "204060"), Wait)
    while not isinstance(answer := door.check("0007", "111111"), Locked):
        clock.move(answer.seconds if isinstance(answer, Wait) else 1)
    clock.move(86_400)
    assert isinstance(door.check("0007", "204060"), Locked)
    house.unlock("0007", "teacher1")
    assert isinstance(door.check("0007", "204060"), Welcome)


def test_the_count_survives_a_restart(house):
    """Pulling the plug is no way to guess on."""
    for _ in range(house.settings.free_tries):
        Door(house).check("0007", "111111")
    assert isinstance(Door(Accounts(house.site, house.settings)).check("0007", "204060"), Wait)


def test_a_number_that_nobody_has_is_answered_the_same(house):
    """The door does not tell who exists."""
    door = Door(house, Clock())
    mine = [type(door.check("0007", "111111")) for _ in range(5)]
    stranger = [type(door.check("9999", "111111")) for _ in range(5)]
    assert mine == stranger


def test_a_closed_account_opens_to_nobody(house):
    """The right PIN of somebody who left is a wrong one."""
    house.deactivate("0007", "admin")
    assert isinstance(Door(house).check("0007", "204060"), Wrong)


@pytest.mark.parametrize("typed", ["", " ", "x" * 10_000, "😀", "'; DROP TABLE", "\x00"])
def test_nonsense_is_only_wrong(house, typed):
    """Whatever is typed into either field gets an answer."""
    door = Door(house)
    assert isinstance(door.check(typed, "204060"), Wrong)
    assert isinstance(door.check("0007", typed), Wrong)


def run_aside(answer):
    """Run it in a thread: the browser of this worker may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, answer).result()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OperationalError("BEGIN", {}, Exception("database is locked"))])
def test_a_house_that_cannot_count_tries_lets_nobody_in_and_says_so(error):
    """On a full disk or a locked database the door says that it is busy; it does not speak of wrong PINs."""
    hub = NumberAuthenticator()

    def refuse(*_):
        raise error

    hub._door = SimpleNamespace(check=refuse)
    with pytest.raises(HTTPError) as refusal:
        run_aside(hub.authenticate(None, {"username": "101", "password": "204060"}))
    assert (503, "busy") == (refusal.value.status_code, refusal.value.log_message)
    assert texts("km")("door.busy") in say_refusal("busy")


def test_whoever_leaves_is_let_out_also_on_a_full_disk(monkeypatch):
    """The hub cannot write the end of the session: the browser's cookies go all the same, and the door is shown."""

    async def fail(_handler):
        raise OperationalError("DELETE", {}, Exception("database or disk is full"))

    monkeypatch.setattr(LogoutHandler, "default_handle_logout", fail)
    gone = []
    handler = object.__new__(SignOut)
    handler._jupyterhub_user = SimpleNamespace(name="101")
    handler.clear_cookie = lambda name, path: gone.append((name, path))
    settings = {"log": SimpleNamespace(error=lambda *_: None), "db": SimpleNamespace(rollback=lambda: None), "base_url": "/"}
    handler.application = SimpleNamespace(settings=settings | {"hub": SimpleNamespace(cookie_name="hub-cookie", base_url="/hub/")})
    run_aside(handler.default_handle_logout())
    assert [(SESSION_COOKIE_NAME, "/"), ("hub-cookie", "/hub/")] == gone
