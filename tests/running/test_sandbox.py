"""What a learner's own processes can read and reach, tried from inside a learner's sandbox."""

import json
import os
import sys
import textwrap

import pytest

from courses.answers import key_as_typed
from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.variants import sample_variants
from grading.sandbox.description import Limits
from grading.sandbox.hold import run_held
from hub_config.places import server_sandbox
from hub_config.site import Site
from tests.running.visitor import sit_down

pytestmark = pytest.mark.house

WALK = textwrap.dedent(
    """
    import json, os, sys
    found, words = [], json.loads(sys.argv[1])
    for folder, folders, names in os.walk("/"):
        folders[:] = [f for f in folders if os.path.join(folder, f) not in ("/proc", "/sys", "/dev")]
        for name in names:
            path = os.path.join(folder, name)
            foreign = "/site-packages/" in path or path.startswith("/usr/")
            if path.endswith((".sqlite", "gradebook.db", ".key", "roster.json", "audit.jsonl", "site.toml")) and not foreign:
                found.append(path)
            if "/items/" in path and path.endswith(".yaml") or path.startswith("/rean/app") and ("/courses/" in path or "/grading/" in path):
                found.append(path)
            if not path.startswith(("/usr", "/lib", "/bin", "/sbin", "/etc")) and "site-packages" not in path and os.path.isfile(path):
                try:
                    text = open(path, errors="replace").read(2_000_000)
                except OSError:
                    continue
                found += [f"{path}: {word}" for word in words if word in text]
    homes = sorted(os.listdir("/rean")) + sorted(os.listdir("/rean/home"))
    print(json.dumps({"found": found, "homes": homes}))
    """
)

REACH = textwrap.dedent(
    """
    import json, os, socket
    heard = {}
    own = ("127.0.0.1", int(os.environ["PORT"]))
    for family, address in ((socket.AF_INET, own), (socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("::1", 80))):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as one:
                one.settimeout(2)
                one.connect(address)
            heard[str(address)] = "reached"
        except OSError as error:
            heard[str(address)] = type(error).__name__
    print(json.dumps({"reach": heard, "processes": [p for p in os.listdir("/proc") if p.isdigit()], "doors": sorted(os.listdir("/rean/doors"))}))
    """
)


def run_inside(house, number, script, *arguments, **environment):
    """Run Python in the very sandbox that a learner's server gets."""
    site = Site(house.site)
    home, socket_folder = site.home(number), site.run / "u" / f"{number}x"
    home.mkdir(parents=True, exist_ok=True)
    socket_folder.mkdir(parents=True, exist_ok=True)
    sandbox = server_sandbox(site, home, socket_folder, Limits())
    done = run_held(sandbox, [sys.executable, "-c", script, *arguments], 120, env={"PATH": os.environ["PATH"], **environment}, cwd=home)
    socket_folder.rmdir()
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def list_secrets(house):
    """Return texts that only the tutor may know: keys that no lesson teaches as a word or an example, secrets, a misconception's name."""
    catalog = load_catalog(CONTENT)
    misconceptions = [m.name for unit in catalog.units for item in unit.items.values() for m in item.misconceptions if "_" in m.name]
    skills = {skill for unit in catalog.units for skill in unit.skills}
    long_keys = [key_as_typed(sample_variants(item, 1)[0]) for unit in catalog.units for item in unit.items.values()]
    secrets = [path.read_text().strip() for path in (house.site / "secrets").iterdir()]
    taught = "\n".join(path.read_text("utf-8") for path in CONTENT.glob("*/*/lessons/*.md"))
    return [*(set(misconceptions) - skills), *secrets, *(key for key in long_keys if len(key) > 8 and key not in taught)]


def test_a_walk_through_the_sandbox_finds_no_key_and_no_other_home(house):
    """No item file, no key, no secret, no gradebook, no roster, and no home but the learner's own is readable."""
    sit_down(house, "101"), sit_down(house, "102")
    seen = run_inside(house, "111", WALK, json.dumps(list_secrets(house)))
    assert seen["found"] == []
    assert set(seen["homes"]) <= {"app", "built", "doors", "home", "run", ".cache", ".ipython", ".jupyter", ".local"}


def test_nothing_outside_can_be_reached_from_the_sandbox(house):
    """The proxy's port, another machine and IPv6 are out of reach; the only doors are the hub's and the tutor's."""
    port = house.url.rsplit(":", 1)[1]
    seen = run_inside(house, "112", REACH, PORT=port)
    assert "reached" not in seen["reach"].values()
    assert {door.split(".")[0] for door in seen["doors"]} == {"hub", "tutor"}
    assert len(seen["processes"]) <= 4


def test_a_learner_with_anothers_token_speaks_for_nobody(house):
    """The tutor refuses a valid person who names another, on the running house."""
    visitor = sit_down(house, "103")
    answer = visitor.post("practice/check", {"shown_id": "abcdef", "attempt_id": "abcdef", "typed": "1"}, learner="104")
    assert answer.status_code == 403
