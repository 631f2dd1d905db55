"""A backup is one moment of a running house, checked file by file, and a house again when it is put back."""

import json
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from grading.records.audit import Audit
from grading.records.roster import Person
from hub_config.accounts.house import Accounts
from hub_config.cli import main
from hub_config.site import init_site


@pytest.fixture
def site(tmp_path):
    """A small site with one person and a database that somebody is writing to."""
    site = init_site(tmp_path / "site")
    Accounts(site.root).ensure_people([(Person("0007", "សុខា", "Sokha"), "204060")], "test")
    Audit(site.root / "audit.jsonl").write("signin.ok", by="0007")
    with closing(sqlite3.connect(site.root / "tutor.sqlite", isolation_level=None)) as store:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, typed TEXT)")
        store.execute("INSERT INTO events (typed) VALUES ('1/2')")
        yield site


def test_a_running_site_comes_back_whole(site, tmp_path):
    """What was saved before the backup is there after the restore, with its secrets."""
    run = CliRunner()
    done = run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy"), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["files"] > 3
    back = run.invoke(main, ["restore", str(tmp_path / "copy"), str(tmp_path / "again")])
    assert back.exit_code == 0, back.output
    with closing(sqlite3.connect(tmp_path / "again" / "tutor.sqlite")) as store:
        assert [("1/2",)] == store.execute("SELECT typed FROM events").fetchall()
    assert Accounts(tmp_path / "again").has_secret("0007", "204060")


def test_a_damaged_backup_is_refused(site, tmp_path):
    """One changed byte, and nothing is restored."""
    run = CliRunner()
    run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    path = next(p for p in (tmp_path / "copy").rglob("audit.jsonl"))
    path.write_bytes(path.read_bytes().replace(b"signin", b"singin"))
    refused = run.invoke(main, ["restore", str(tmp_path / "copy"), str(tmp_path / "again")])
    assert refused.exit_code == 1
    assert "audit.jsonl" in refused.output
    assert not (tmp_path / "again" / "tutor.sqlite").exists()


def test_nothing_is_replaced_without_being_asked(site, tmp_path):
    """A folder that is there already stays as it is."""
    run = CliRunner()
    run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    assert 1 == run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")]).exit_code
    assert 1 == run.invoke(main, ["restore", str(tmp_path / "copy"), str(site.root)]).exit_code
