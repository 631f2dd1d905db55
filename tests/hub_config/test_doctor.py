"""The doctor asks one thing after the other and says each answer in one line."""

import pytest

from hub_config.doctor import examine
from hub_config.site import init_site


@pytest.fixture
def site(tmp_path):
    """A new site."""
    return init_site(tmp_path / "site")


def test_a_good_machine_and_a_new_site_have_no_fault(site):
    """Where the tests run, the house runs."""
    assert [] == [one for one in examine(site) if one.state == "bad"]


def test_wrong_settings_are_one_line_under_their_name(site):
    """Two mistakes in site.toml, one answer."""
    site.settings_file.write_text('[hub]\nport = "x"\nidle_minuts = 3\n')
    found = next(one for one in examine(site) if one.what == "settings")
    assert ("bad", 1) == (found.state, len(found.text.splitlines()))
    assert "Did you mean idle_minutes?" in found.text


def test_a_secret_that_others_may_read_is_named(site):
    """Its file was copied with the wrong mode."""
    (site.root / "secrets" / "tutor.key").chmod(0o644)
    found = next(one for one in examine(site) if one.what == "permissions")
    assert ("bad", True) == (found.state, "tutor.key" in found.text)
