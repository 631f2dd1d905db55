"""A backup is one moment of a running house, checked file by file, and a house again when it is put back."""

import json
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from grading.records.audit import Audit
from grading.records.roster import Person
from hub_config import backup
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


def on_a_stick(folder):
    """Make a backup look as a USB stick's file system shows it: every file open to everybody."""
    for path in folder.rglob("*"):
        path.chmod(0o755)


def test_a_usb_stick_can_hold_it(site, tmp_path):
    """No name has a letter that FAT or exFAT refuses, and what was for the house alone is so again after the restore."""
    handed_in = site.root / "exchange" / "math1" / "inbound" / "0007+test+2027-01-04 12:30:01.5 UTC+a1" / "answers.json"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text("{}")
    run = CliRunner()
    run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    assert [] == [path.name for path in (tmp_path / "copy").rglob("*") if set(path.name) & set('<>:"|?*\\')]
    on_a_stick(tmp_path / "copy")
    back = run.invoke(main, ["restore", str(tmp_path / "copy"), str(tmp_path / "again")])
    assert back.exit_code == 0, back.output
    assert "{}" == (tmp_path / "again" / handed_in.relative_to(site.root)).read_text()
    assert 0o600 == (tmp_path / "again" / "secrets" / "variants.key").stat().st_mode & 0o777


def test_recordings_travel_with_it(site, tmp_path):
    """A teacher's voice is where it was, byte for byte, after the restore."""
    voice = site.root / "recordings" / "khmer" / "main-idea" / "hear-market.0123456789ab.webm"
    voice.parent.mkdir(parents=True)
    voice.write_bytes(bytes(range(256)))
    run = CliRunner()
    run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    run.invoke(main, ["restore", str(tmp_path / "copy"), str(tmp_path / "again")])
    assert bytes(range(256)) == (tmp_path / "again" / voice.relative_to(site.root)).read_bytes()


def test_pins_to_be_printed_are_not_in_it(site, tmp_path):
    """They are deleted when they are handed out; a copy on a stick would outlive that."""
    printed = site.root / "new-secrets" / "2027.csv"
    printed.parent.mkdir()
    printed.write_text("0007,204060")
    CliRunner().invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    assert [] == [path for path in (tmp_path / "copy").rglob("*") if path.is_file() and b"204060" in path.read_bytes()]


def test_a_second_restore_keeps_what_the_first_put_aside(site, tmp_path):
    """Who restored the wrong day, and then the right one, still has the site of this morning."""
    run = CliRunner()
    run.invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    Audit(site.root / "audit.jsonl").write("this.morning", by="0007")
    for _ in range(2):
        assert 0 == run.invoke(main, ["restore", str(tmp_path / "copy"), str(site.root), "--yes"]).exit_code
    kept = [path for path in tmp_path.glob("site.before-restore*") if "this.morning" in (path / "audit.jsonl").read_text()]
    assert 1 == len(kept)


def test_what_the_running_house_removes_meanwhile_stops_nothing(site, tmp_path, monkeypatch):
    """Marking takes away what it marks anew; the rest is copied."""
    gone = site.root / "papers" / "gone.json"
    gone.write_text("{}")
    real = backup._copy_file
    monkeypatch.setattr(backup, "_copy_file", lambda path, target: (gone.unlink(missing_ok=True), real(path, target)))
    done = CliRunner().invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    assert done.exit_code == 0, done.output


def test_a_full_disk_is_one_line(site, tmp_path, monkeypatch):
    """And no half backup stands under its name."""

    def full(path, target):
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(backup, "_copy_file", full)
    done = CliRunner().invoke(main, ["backup", str(site.root), str(tmp_path / "copy")])
    assert (1, True) == (done.exit_code, "No space left on device" in done.output)
    assert not (tmp_path / "copy").exists()


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
