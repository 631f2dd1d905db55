"""New courses come while people work: from a stick, into the running house, and away again; nobody is sent home for it."""

import json
import shutil
import subprocess
import sys

import pytest

from courses.bundle.keys import make_key, read_signing_key
from courses.bundle.packing import pack
from courses.commands import CONTENT
from courses.library import list_files
from tests.house import RUN_MAIN, wait_for
from tests.running.visitor import LESSON, UNIT, sit_down

pytestmark = [pytest.mark.house, pytest.mark.timeout(300)]


def run_rean(*arguments):
    """Run `rean courses` as an admin does, and return what it printed."""
    done = subprocess.run([sys.executable, "-c", RUN_MAIN, "courses", *map(str, arguments)], capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def make_bundle(folder):
    """Pack the unit with another title and another first heading."""
    for name, path in list_files(CONTENT).items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / "content" / name)
    for name, old, new in (
        ("unit.yaml", "en: Fractions}", "en: Parts of a whole}"),
        (f"lessons/{LESSON}.en.md", "# What a fraction is", "# Parts of things"),
    ):
        path = folder / "content" / UNIT / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    make_key(folder / "keys", "author", "An author")
    pack(folder / "content", folder / "fractions.rean", read_signing_key(folder / "keys" / "author.key"), UNIT)
    return folder / "fractions.rean"


def test_a_bundle_is_taught_while_people_work(house, tmp_path):
    """The learner's open exercise stays open, the server goes on, and the next page shows the new text; undo brings the old one back."""
    bundle = make_bundle(tmp_path)
    run_rean("keys", "trust", tmp_path / "keys" / "author.pub", "--site", house.site, "--yes")
    visitor = sit_down(house, "109")
    house.start_server(visitor.client, "109")
    lesson, course = f"/user/109/voila/render/{UNIT}/{LESSON}.en.ipynb", "/services/tutor/course/math1?lang=en"
    assert "What a fraction is" in visitor.client.get(lesson).text
    shown = visitor.next()["shown_id"]
    said = json.loads(run_rean("import", bundle, "--site", house.site, "--yes", "--json"))
    try:
        log = [json.loads(line)["act"] for line in (house.site / "audit.jsonl").read_text("utf-8").splitlines()]
        assert {"content.key_trusted", "content.installed"} <= set(log)
        assert (["math1/fractions/01-meaning"], []) == (said["changes"]["lessons"]["changed"], said["lost_history"])
        wait_for(lambda: "Parts of a whole" in visitor.client.get(course).text, 60, "the new title")
        assert shown == visitor.next()["shown_id"]
        assert "Parts of things" in visitor.client.get(lesson).text
        assert visitor.check(shown, "97/1").status_code == 200
    finally:
        run_rean("undo", "--site", house.site, "--yes")
    wait_for(lambda: "Parts of a whole" not in visitor.client.get(course).text, 60, "the old title")
