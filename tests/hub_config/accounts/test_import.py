"""A roster is taken whole or not at all, and names come through as people write them."""

import base64
import io
import json
import re

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.records.roster import read_roster
from hub_config.accounts.commands import commands
from hub_config.accounts.errors import BadRosterFile
from hub_config.accounts.house import Accounts
from hub_config.accounts.roster_file import read_roster_bytes
from hub_config.accounts.roster_out import write_csv
from hub_config.accounts.secrets_print import as_cards
from hub_config.accounts.settings import AccountsSettings
from hub_config.site import init_site

COURSES = ("khmer", "math1")
CHEAP = AccountsSettings(hash_memory_mb=8, hash_passes=1)
HEAD = "number,khmer name,latin name,sex,role,class,courses,target date\n"


@pytest.fixture
def accounts(tmp_path):
    return Accounts(init_site(tmp_path / "site").root, CHEAP, COURSES)


def take(accounts, text, by="admin"):
    """Import a CSV text and return the new secrets by number."""
    plan = accounts.plan(read_roster_bytes(text.encode(), 1000))
    return {new.person.number: new.secret for new in accounts.apply(plan, by)}


def test_names_with_commas_quotes_khmer_and_zero_width_spaces_survive(accounts):
    """What a person is called is not changed on the way, and leading zeros stay."""
    take(accounts, "\ufeff" + HEAD + '0042,"ម៉ី, ស្រី\u200bណា","O""Neil, Na",f,learner,A,all,2027-03-31\n')
    person = read_roster(accounts.site / "roster.json").people["0042"]
    assert ('O"Neil, Na', ("khmer", "math1"), "2027-03-31") == (person.latin_name, person.courses, person.target_date.isoformat())
    assert person.khmer_name.replace("\u200b", "") == "ម៉ី, ស្រីណា"


def test_headers_may_be_khmer_and_in_any_order(accounts):
    """A list from a Khmer office is read as it is."""
    take(accounts, "ឈ្មោះ;លេខ\nសុខា;7\n")
    assert "សុខា" == accounts.people()["7"].khmer_name


def test_the_same_file_twice_changes_nothing(accounts):
    """The second import has nothing to do, and draws no new secrets."""
    text = HEAD + "1,សុខា,Sokha,f,learner,A,all,\n"
    assert 1 == len(take(accounts, text))
    plan = accounts.plan(read_roster_bytes(text.encode(), 1000))
    assert ((), 1) == (plan.changes, plan.same)


def test_who_is_missing_from_a_later_file_stays(accounts):
    """A list of the new ones does not put the old ones out."""
    take(accounts, HEAD + "1,ក,A,f,learner,A,all,\n")
    take(accounts, HEAD + "2,ខ,B,m,learner,A,all,\n")
    assert {"1", "2"} == {n for n, p in accounts.people().items() if p.active}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,ក,A,x,learner,A,all,", "sex"),
        ("1,ក,A,f,boss,A,all,", "boss"),
        ("1,ក,A,f,learner,A,maths9,", "maths9"),
        ("1,ក,A,f,learner,A,all,31.31.2027", "31.31.2027"),
        ("1 2,ក,A,f,learner,A,all,", "1 2"),
        (",ក,A,f,learner,A,all,", "number"),
        ("1,,,f,learner,A,all,", "name"),
        ("9,ក,A,f,learner,A,all,\n9,ខ,B,f,learner,A,all,", "9"),
    ],
)
def test_one_mistake_changes_nothing_and_is_told_at_its_place(accounts, row, said):
    """The good row beside the bad one is not taken; the message names row, value and what is allowed."""
    with pytest.raises(BadRosterFile) as caught:
        take(accounts, HEAD + "5,គ,C,f,learner,A,all,\n" + row + "\n")
    assert {} == accounts.people()
    assert said in str(caught.value)
    assert any(problem.row >= 3 for problem in caught.value.problems)


def test_a_workbook_keeps_the_zeros_it_still_has(accounts):
    """XLSX cells written as text keep their zeros; the names are the same as from CSV."""
    book = openpyxl.Workbook()
    book.active.append(["number", "khmer name"])
    book.active.append(["007", "ដារា"])
    data = io.BytesIO()
    book.save(data)
    plan = accounts.plan(read_roster_bytes(data.getvalue(), 1000))
    assert ["007"] == [person.number for person in plan.added]


def test_zeros_that_a_spreadsheet_ate_come_back_where_they_are_known(accounts):
    """The downloaded list, saved again by a spreadsheet: 7 is 0007, and the import says so; a longer spelling than the account's is a mistake."""
    take(accounts, HEAD + "0007,ក,A,f,learner,A,all,\n")
    plan = accounts.plan(read_roster_bytes((HEAD + "7,ខ,A,f,learner,A,all,\n").encode(), 1000))
    assert ["0007"] == [change.after.number for change in plan.changed]
    assert "read as 0007" in str(plan.notes[0])
    with pytest.raises(BadRosterFile, match="leading zeros"):
        take(accounts, HEAD + "007,ខ,A,f,learner,A,all,\n")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"just words", b"\xff\xfe\x00", b"number\n" + b"1\n" * 3000])
def test_what_is_no_roster_is_refused_in_words(accounts, data):
    """An empty, broken, foreign or endless file is an error that says so."""
    with pytest.raises(BadRosterFile):
        accounts.plan(read_roster_bytes(data, 1000))


names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(khmer=names, latin=names)
def test_what_we_write_we_read_back(tmp_path_factory, khmer, latin):
    """A downloaded list, imported again, changes nobody."""
    accounts = Accounts(init_site(tmp_path_factory.mktemp("s") / "site").root, CHEAP, COURSES)
    out = io.StringIO()
    out.write(write_csv([]))
    plan = accounts.plan(_table(khmer, latin))
    accounts.apply(plan, "admin")
    again = accounts.plan(read_roster_bytes(write_csv(accounts.people().values()).encode(), 1000))
    assert () == again.changes


def _table(khmer, latin):
    book = openpyxl.Workbook()
    book.active.append(["number", "khmer name", "latin name"])
    for column, value in enumerate(("1", khmer, latin), 1):
        cell = book.active.cell(2, column)
        cell.value, cell.data_type = value, "s"
    data = io.BytesIO()
    book.save(data)
    return read_roster_bytes(data.getvalue(), 1000)


def test_secrets_are_kept_as_hashes_only(accounts):
    """The PIN has six digits, opens the account, and stands in no file of the site."""
    secret = take(accounts, HEAD + "1,ក,A,f,learner,A,all,\n")["1"]
    assert secret.isdigit()
    assert len(secret) == 6
    assert accounts.has_secret("1", secret)
    assert accounts.get("1").secret_hash.startswith("$argon2id$")
    files = [p for p in accounts.site.rglob("*") if p.is_file()]
    assert [] == [p for p in files if secret.encode() in p.read_bytes()]


def test_the_command_takes_forty_people_in_and_prints_their_secrets_once(tmp_path):
    """From file to sign-in in one command; the printed file is for the house's account alone."""
    site = init_site(tmp_path / "site").root
    roster = tmp_path / "roster.csv"
    roster.write_text(HEAD + "".join(f"{n:04},ឈ្មោះ {n},Name {n},f,learner,A,all,\n" for n in range(40)), "utf-8")
    run = CliRunner()
    dry = json.loads(run.invoke(commands, ["import", str(roster), "--dry-run", "--json", "--site", str(site)]).output)
    assert (40, []) == (len(dry["added"]), dry["secrets"])
    assert {} == read_roster(site / "roster.json").people
    done = json.loads(run.invoke(commands, ["import", str(roster), "--json", "--site", str(site)]).output)
    printed = [site / "new-secrets" / path.rsplit("/", 1)[1] for path in done["secrets"]]
    assert all(path.stat().st_mode & 0o077 == 0 for path in printed)
    assert 40 == len(read_roster(site / "roster.json").people)


def test_printed_cards_carry_their_khmer_font(accounts):
    """A fresh Debian has no Khmer font, and the admin prints from it."""
    fresh = accounts.apply(accounts.plan(read_roster_bytes((HEAD + "1,សុខា,Sokha,f,learner,A,all,\n").encode(), 1000)), "admin")
    page = as_cards(fresh)
    font = re.search(r'src: url\("data:font/woff2;base64,([^"]+)"\)', page)
    assert b"wOF2" == base64.b64decode(font[1])[:4]
    assert "http" not in page


def test_no_command_guesses_the_site(monkeypatch):
    """Real people never land in the demo because an option was forgotten."""
    monkeypatch.delenv("REAN_SITE", raising=False)
    answer = CliRunner().invoke(commands, ["list"])
    assert (2, True) == (answer.exit_code, "--site" in answer.output)


def test_one_persons_day_by_commands(tmp_path):
    """add, show, reset, deactivate, list: each is one act with a line in the log."""
    site = init_site(tmp_path / "site").root
    run = CliRunner()

    def rean(*words):
        result = run.invoke(commands, [*words, "--site", str(site)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    rean("add", "041", "--khmer-name", "ដារ៉ា", "--class", "A", "--courses", "all")
    assert "041" in rean("list", "--class", "A")
    assert rean("reset", "041", "--yes", "--json")
    rean("deactivate", "041", "--yes")
    assert {"active": False, "door": "closed"}.items() <= json.loads(rean("show", "041", "--json")).items()
    acts = [json.loads(line)["act"] for line in (site / "audit.jsonl").read_text().splitlines()]
    assert ["account.add", "account.reset", "account.deactivate"] == acts
