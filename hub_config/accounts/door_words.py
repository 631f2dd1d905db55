"""The hub's pages hold both languages at once, Khmer in front: they work before anybody has said who they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterhub.user import User
from markupsafe import Markup

from courses.languages import LANGS, Lang, to_khmer_digits
from grading.records.roster import LiveRoster, Person
from hub_config.accounts.texts import texts
from hub_config.static_version import static_version

_STATIC = Path(__file__).parents[1] / "static"
_REFUSAL = re.compile(r"(?P<wrong>wrong)?\s*(?:wait=(?P<wait>\d+))?")


def template_vars(site: Path) -> dict[str, Any]:
    """Return what the hub's templates need beside JupyterHub's own: give them to `JupyterHub.template_vars`."""
    roster = LiveRoster(site / "roster.json")

    def find_person(user: User | None) -> Person | None:
        return roster().find(user.name) if user else None

    return {
        "say": _always(say),
        "say_refusal": _always(say_refusal),
        "person": find_person,
        "language_names": {lang: texts(lang)(f"lang.{lang}") for lang in LANGS},
        "door_files": f"door/{static_version(_STATIC)}",
    }


def _always(value: Any) -> Callable[[User | None], Any]:
    """JupyterHub calls what can be called with the user, and hands the result to the template."""
    return lambda _user: value


def say(text_id: str, **values: object) -> Markup:
    """Return a text in both languages; the page shows one of them."""
    return Markup("").join(Markup('<span class="{}" lang="{}">{}</span>').format(lang, lang, texts(lang)(text_id, **values)) for lang in LANGS)


def say_refusal(told: str) -> Markup:
    """Put what the door answered into words; anything that is not the door's is a form that was open for too long."""
    if told in ("locked", "busy"):
        return say(f"door.{told}")
    found = _REFUSAL.fullmatch(told.strip())
    if not found or not told.strip():
        return say("door.expired")
    lines = [say("door.wrong")] if found["wrong"] else []
    return Markup(" ").join(lines + ([_say_wait(found["wait"])] if found["wait"] else []))


def _say_wait(seconds: str) -> Markup:
    """Say how long to wait; the page's script counts down in the elements marked `data-seconds`."""
    places = {lang: Markup('<span data-seconds lang="{}">{}</span>').format(lang, _count(seconds, lang)) for lang in LANGS}
    said = [Markup('<span class="{}" lang="{}">{}</span>').format(lang, lang, _around(lang, places[lang])) for lang in LANGS]
    return Markup('<span data-wait="{}">{}</span>').format(seconds, Markup("").join(said))


def _around(lang: Lang, place: Markup) -> Markup:
    before, after = texts(lang)("door.wait").split("{seconds}")
    return Markup("{}{}{}").format(before, place, after)


def _count(count: str, lang: Lang) -> str:
    return to_khmer_digits(count) if lang == "km" else count
