"""What `site.toml` may say, and how it is refused."""

from pathlib import Path

import pytest

from hub_config.errors import BadSettings
from hub_config.settings import Settings, list_rows, parse_settings, read_settings

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"hub": {"idle_minutes": 0}}, "idle_minutes must be 1 to 600. Got 0 (site.toml, [hub])."),
        ({"hub": {"idle_minuts": 5}}, "idle_minuts is not a setting. Did you mean idle_minutes? (site.toml, [hub])"),
        ({"hubb": {}}, "hubb is not a section. Did you mean hub? (site.toml)"),
        ({"hub": {"profile": "real"}}, "profile must be demo or centre. Got 'real' (site.toml, [hub])."),
        ({"hub": {"ip": "seat-1"}}, "ip must be an IP address such as 127.0.0.1 or 0.0.0.0. Got 'seat-1' (site.toml, [hub])."),
        ({"hub": {"port": True}}, "port must be 1 to 65535. Got True (site.toml, [hub])."),
        ({"hub": {"port": "80"}}, "port must be 1 to 65535. Got '80' (site.toml, [hub])."),
        ({"hub": {"certificate": "/x.pem"}}, "certificate and certificate_key go together (site.toml, [hub])."),
        ({"hub": 8000}, "hub must be a section. Got 8000 (site.toml)."),
        ({"zzzz": {}}, "zzzz is not a section (site.toml)."),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(said, expected):
    """An operator reads what is wrong, what is allowed, what was found, and where."""
    with pytest.raises(BadSettings) as caught:
        parse_settings(said)
    assert expected == str(caught.value)


def test_every_wrong_setting_has_its_line():
    """Two mistakes are told at once, one line each."""
    with pytest.raises(BadSettings) as caught:
        parse_settings({"hub": {"idle_minutes": 0}, "sandbox": {"memory_mb": 1}})
    assert 2 == len(str(caught.value).splitlines())


def test_an_empty_file_means_the_defaults(tmp_path):
    """Nothing has to be said."""
    (tmp_path / "site.toml").write_text("")
    assert Settings() == read_settings(tmp_path / "site.toml")


def test_a_file_that_is_no_toml_is_refused_in_one_line(tmp_path):
    """A slip of the pen is told with its line, not with a traceback."""
    (tmp_path / "site.toml").write_text("[hub]\nport = \n")
    with pytest.raises(BadSettings, match=r"site\.toml cannot be read: .*line 2"):
        read_settings(tmp_path / "site.toml")


def test_the_shipped_site_toml_is_understood():
    """The file that `rean init` writes says nothing that is not allowed."""
    assert "centre" == read_settings(ROOT / "hub_config" / "site.toml").hub.profile


def test_every_setting_explains_itself():
    """A setting without a sentence would be a riddle in the manual."""
    assert [] == [f"{row.section}.{row.name}" for row in list_rows() if not row.help.endswith(".")]


def test_every_setting_is_in_the_manual():
    """`docs/settings.md` is printed from the classes; `rean settings --markdown` prints it again."""
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert [] == [f"{row.section}.{row.name}" for row in list_rows() if row.as_markdown() not in page]
