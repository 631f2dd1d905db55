"""What an admin is told on the first day: what is missing, who may mend it, and what is typed at the seats."""

from ipaddress import ip_address

import pytest
from click.testing import CliRunner

from grading.records.roster import Person
from hub_config.accounts.house import Accounts
from hub_config.addresses import list_own_addresses
from hub_config.cli import list_admin_lines, list_seat_lines, main
from hub_config.doctor import examine
from hub_config.hub_settings import HubSettings
from hub_config.settings import Settings
from hub_config.site import Site, init_site


def test_a_folder_that_is_no_site_is_one_clear_line(tmp_path):
    """The doctor names the folder and the command that makes a site, and nothing else about it."""
    about_the_site = [one for one in examine(Site(tmp_path / "nowhere")) if one.what not in {w.what for w in examine()}]
    assert ["site"] == [one.what for one in about_the_site]
    assert "rean init" in about_the_site[0].text


def test_every_check_of_the_doctor_has_a_name(tmp_path):
    """Also where it fails: a site.toml with a mistake is told under `settings`."""
    site = init_site(tmp_path / "site")
    site.settings_file.write_text("[hub]\nprot = 8000\n")
    bad = [one.what for one in examine(site) if one.state == "bad"]
    assert "settings" in bad
    assert not [what for what in bad if not what.isalpha() or what == "lambda"]


@pytest.mark.parametrize(("role", "told"), [("learner", True), ("admin", False)])
def test_a_house_without_an_admin_says_how_to_make_one(tmp_path, role, told):
    """Who imported learners alone would meet a door that no admin can open."""
    site = init_site(tmp_path / "site")
    Accounts(site.root).ensure_people([(Person("1", "", "Sokha", role=role), "204060")], "test")
    assert told == ("accounts add" in " ".join(list_admin_lines(site, Settings())))


def test_the_seats_are_told_an_address_that_reaches_this_machine():
    """Listening on every network card, the house names the address of each; on one address there is nothing to add."""
    everywhere = Settings(hub=HubSettings(ip="0.0.0.0", port=8123))  # noqa: S104
    assert [f"At the seats: http://{address}:8123" for address in list_own_addresses()] == list(list_seat_lines(everywhere))
    assert not [address for address in list_own_addresses() if ip_address(address).is_loopback]
    assert () == list_seat_lines(Settings())


def test_the_site_may_be_named_once_for_all_commands(tmp_path, monkeypatch):
    """`export REAN_SITE=...` spares the option."""
    monkeypatch.setenv("REAN_SITE", str(init_site(tmp_path / "site").root))
    assert 0 == CliRunner().invoke(main, ["accounts", "list"]).exit_code
