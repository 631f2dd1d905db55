"""The audit log keeps every line that was written, in order."""

from grading.records.audit import Audit


def test_lines_come_back_in_order(tmp_path):
    """What was written is read back, oldest first."""
    audit = Audit(tmp_path / "audit.jsonl")
    audit.write("account.reset", by="t01", about="0007", way="page")
    audit.write("signin.ok", by="0007")
    assert [(line["act"], line["about"]) for line in audit.read()] == [("account.reset", "0007"), ("signin.ok", "")]


def test_a_line_cut_by_a_power_failure_hides_no_other(tmp_path):
    """Half a line is passed over; the lines before and after it are read."""
    audit = Audit(tmp_path / "audit.jsonl")
    audit.write("signin.ok", by="0007")
    with audit.path.open("a") as file:
        file.write('{"at": "2026-\n')
    audit.write("signout", by="0007")
    assert [line["act"] for line in audit.read()] == ["signin.ok", "signout"]


def test_the_log_is_for_the_house_alone(tmp_path):
    """Nobody else on the machine may read who signed in."""
    audit = Audit(tmp_path / "audit.jsonl")
    audit.write("signin.ok", by="0007")
    assert audit.path.stat().st_mode & 0o777 == 0o600
