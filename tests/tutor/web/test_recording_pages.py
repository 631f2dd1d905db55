"""A teacher keeps recordings; whoever is signed in hears them; where one is missing, a sign says so."""

import pytest
from starlette.testclient import TestClient

from courses.catalog import load_catalog
from courses.commands import CONTENT
from tests.tutor.makers import make_house, narrow
from tests.tutor.test_recordings import HEADS, make_wave
from tests.tutor.web.test_interface import Web
from tutor.pacing.items import ItemPacing
from tutor.place import Place
from tutor.web.app import make_app
from tutor.web.errors import Refused
from tutor.web.guards import MICROPHONE
from tutor.web.identity import check_same_site
from tutor.web.pages import PREFIX

UNIT = "khmer/main-idea"
CATALOG = narrow(load_catalog(CONTENT), (UNIT,))
SOUND = f"{UNIT}/hear-rice-field"
ITEM = f"{UNIT}/write-rice-field"
ASK = {"unit": UNIT, "lesson": "04-dictation", "skills": ["dictation"], "lang": "en", "item": ITEM}


class WebOf(Web):
    """The service with the unit on reading and dictation."""

    def __init__(self, folder):
        self.house = make_house(folder, catalog=CATALOG)
        self.client = TestClient(make_app(self.house), base_url="http://rean", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def web(tmp_path):
    return WebOf(tmp_path)


def keep(web, data, number="t1", sound=SOUND, **form):
    """Send a file as the page's form does."""
    return web.client.post(
        f"{PREFIX}/recordings/{sound}", files={"recording": ("x.webm", data, "audio/webm")}, data=form, headers={"X-Number": number}
    )


def find_sound(web):
    return web.post("practice/next", ASK).json()["sound"]


def test_the_page_lists_what_is_to_be_read(web):
    """Every sentence of the unit's dictations, none recorded; only this page may ask for the microphone."""
    page = web.get("/recordings", number="t1")
    assert 6 == page.text.count('data-state="missing"')
    assert "កសិករច្រូតស្រូវនៅក្នុងស្រែ" in page.text
    assert "អ៊ំសុភាលក់បន្លែ" not in page.text
    assert MICROPHONE == page.headers["Permissions-Policy"]
    assert "microphone=()" in web.get("/preview", number="t1").headers["Permissions-Policy"]


def test_recordings_are_a_teachers(web):
    """A learner reads no dictation before it, keeps nothing and deletes nothing."""
    assert [403, 403] == [web.get("/recordings").status_code, keep(web, make_wave(), number="101").status_code]
    assert 403 == keep(web, b"", number="101", act="delete").status_code
    assert web.house.recordings.find(SOUND) is None


def test_a_recording_is_kept_heard_and_deleted(web):
    """From the form to the learner's exercise and back; each step is in the log."""
    assert {"id": SOUND, "version": None} == find_sound(web)
    assert f"{PREFIX}/recordings?said=kept&about={SOUND}#khmer-main-idea-hear-rice-field" == keep(web, make_wave()).headers["Location"]
    sound = find_sound(web)
    heard = web.get(f"/sound/{SOUND}?v={sound['version']}")
    assert (200, make_wave(), "audio/wav", "nosniff") == (
        heard.status_code,
        heard.content,
        heard.headers["Content-Type"],
        heard.headers["X-Content-Type-Options"],
    )
    assert "immutable" in heard.headers["Cache-Control"]
    assert "វណ្ណា" in web.get("/recordings?lang=en", number="t1").text
    assert "said=deleted" in keep(web, b"", act="delete").headers["Location"]
    assert (None, 404) == (find_sound(web)["version"], web.get(f"/sound/{SOUND}").status_code)
    assert ["recording.kept", "recording.deleted"] == [line["act"] for line in web.house.audit.read() if line["act"].startswith("recording.")]


def test_a_part_of_a_recording_can_be_asked_for(web):
    """Browsers that jump inside a sound ask for ranges."""
    keep(web, make_wave())
    part = web.client.get(f"{PREFIX}/sound/{SOUND}", headers={"X-Number": "101", "Range": "bytes=0-3"})
    assert (206, b"RIFF") == (part.status_code, part.content)


def test_nobody_else_hears_it(web):
    """Without a sign-in there is no sound; a sound that the courses do not have is no page."""
    keep(web, make_wave())
    assert 302 == web.get(f"/sound/{SOUND}", number=None).status_code
    assert [404, 404] == [web.get(f"/sound/{UNIT}/vegetable-seller").status_code, keep(web, make_wave(), sound=f"{UNIT}/nothing").status_code]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"<html><script>" * 50, "no_sound"), (b"", "empty"), (HEADS["WAV"] + b"\x00" * 3_000_000, "too_large")],
    ids=lambda v: str(v)[:9],
)
def test_what_is_no_recording_is_refused_in_words(web, data, said):
    """The page says what is allowed, and nothing is kept."""
    answer = keep(web, data)
    assert f"said={said}" in answer.headers["Location"]
    page = web.client.get(answer.headers["Location"].split("#")[0], headers={"X-Number": "t1"})
    assert f'data-said="{said}"' in page.text
    assert web.house.recordings.find(SOUND) is None


def test_a_flood_is_refused_before_it_is_read(web):
    """Other pages take no more than before, this one little more than a recording."""
    assert 413 == keep(web, b"x" * 5_000_000).status_code
    assert 413 == web.client.post(f"{PREFIX}/seat", content=b"x" * 1_000_000, headers={"X-Number": "101"}).status_code


def test_the_page_of_a_test_lets_hear_or_says_what_is_missing(web):
    """Also where no script runs."""
    from tutor.web.pages import _ENVIRONMENT

    player = _ENVIRONMENT.get_template("sound.html").module.player
    texts = lambda text_id: text_id  # noqa: E731
    assert "exercise.no_sound" in player(texts, {"id": SOUND, "version": None}, PREFIX)
    assert f'src="{PREFIX}/sound/{SOUND}?v=abc"' in player(texts, {"id": SOUND, "version": "abc"}, PREFIX)


def test_practice_leaves_out_what_cannot_be_heard(web):
    """While a skill has other exercises, those without their recording wait; a lesson that asks for nothing else shows the sign."""
    session, skill = web.house.session, f"{UNIT}#dictation"
    node = session.curriculum.skills[skill]
    assert () == session.pacer.items.audible(node).items
    assert len(node.items) == len(ItemPacing().audible(node).items)
    exercise = session.next("101", Place(UNIT, "04-dictation", ("dictation",)), "km")
    assert exercise["sound"]["version"] is None
    keep(web, make_wave())
    assert [ITEM] == [item.id for item in session.pacer.items.audible(node).items]
    chosen = session.next("102", Place(UNIT, "04-dictation", ("spelling", "dictation")), "km")
    assert "sound" not in chosen or chosen["sound"]["version"]


class Asked:
    """A request for a sound, as an element of a page makes it."""

    method = "GET"

    def __init__(self, **headers):
        self.headers = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "same-origin", **headers}


def test_a_page_may_play_what_it_may_not_read():
    """An audio element of this address gets the sound; a script that asks for the same does not, nor another address."""
    check_same_site(Asked(**{"Sec-Fetch-Dest": "audio"}), "token")
    for headers in ({"Sec-Fetch-Dest": "empty"}, {"Sec-Fetch-Dest": "audio", "Sec-Fetch-Site": "same-site"}):
        with pytest.raises(Refused):
            check_same_site(Asked(**headers), "token")
