"""Every figure obeys keys, buttons and fingers, says what it shows, and sends what its answer kind can read."""

import json
import re

import pytest

from courses.answers import KINDS
from courses.figures import FIGURES
from courses.variants import draw_variant
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.journeys.browser import DESKTOP, TABLET, find_barriers
from tests.tutor.web.gallery_page import open_gallery

pytestmark = pytest.mark.xdist_group("figures")

MOUNT = """async (state) => {
  const { mountFigure } = await import(new URL("figure.js", document.querySelector("script[src$='gallery.js']").src));
  const place = document.body.appendChild(document.createElement("div"));
  await mountFigure({ get: (name) => state[name], set() {}, save_changes() {}, on() {} }, place);
  const words = [...place.querySelectorAll("svg text, .JXGtext")].map((word) => word.textContent);
  place.remove();
  return words;
}"""
OVERLAPS = """async (state) => {
  const { mountFigure } = await import(new URL("figure.js", document.querySelector("script[src$='gallery.js']").src));
  const place = document.body.appendChild(document.createElement("div"));
  await mountFigure({ get: (name) => state[name], set() {}, save_changes() {}, on() {} }, place);
  const boxes = (row) => ["text", "text + rect"].map((part) => row.querySelector(part).getBBox());
  const under = [...place.querySelectorAll("[data-part^='line-']")].map(boxes).filter(([name, bar]) => name.x + name.width > bar.x);
  place.remove();
  return under.length;
}"""
KEYS = ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "PageUp", "Enter", "2")


@pytest.fixture(scope="module", params=[("km", TABLET), ("en", DESKTOP)], ids=["km-tablet", "en-desktop"])
def gallery(request, browser, tmp_path_factory):
    lang, size = request.param
    with open_gallery(browser, tmp_path_factory.mktemp("gallery") / "house", lang, size) as opened:
        yield opened


def read_as(kind, typed, folder, name):
    """Read what a figure sent with its answer kind; many numbers are read one by one, as gaps are."""
    if kind in ("gaps", "table"):
        assert all(int(part) is not None for part in typed.split("|"))
        return
    line = KIND_LINES[kind]
    if kind == "reaction":
        line = f"{{kind: reaction, value: {FIGURES[name].example['reaction'].replace('N2', '1 N2').replace(' H2', ' 3 H2').replace('NH3', '2 NH3')}}}"
    KINDS[kind].parse(typed, draw_variant(make_item(folder, line), 1))


def test_every_figure_is_there_without_barriers(gallery):
    """All open, nothing stands out to the right, and axe-core finds nothing serious."""
    assert list(FIGURES) == [board.get_attribute("data-figure") for board in gallery.page.locator("figure.figure").all()]
    assert gallery.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [] == find_barriers(gallery.page)


@pytest.mark.parametrize("name", FIGURES)
def test_keys_change_the_state_and_what_is_said(gallery, name):
    """With the board in focus some of the keys change the state; the words change with it."""
    board, state = gallery.figure(name).locator(".figure-board"), gallery.figure(name).locator(".figure-state")
    board.focus()
    before = gallery.values(name), state.inner_text()
    for key in KEYS:
        board.press(key)
        if gallery.values(name) != before[0]:
            break
    assert gallery.values(name) != before[0]
    assert state.inner_text() != before[1]
    assert state.inner_text() in board.get_attribute("aria-label")


@pytest.mark.parametrize("name", FIGURES)
def test_buttons_change_the_state(gallery, name):
    """Somebody without keyboard and mouse gets as far: each figure has a button that changes it."""
    buttons = gallery.figure(name).locator(".figure-keys button")
    changed = []
    for index in range(buttons.count()):
        before = gallery.values(name)
        buttons.nth(index).click()
        changed.append(gallery.values(name) != before)
    assert sum(changed) >= len(changed) / 2


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_sent_can_be_read(gallery, name, tmp_path):
    """The state as text is what the figure's answer kinds read; its numbers are plain whatever the language."""
    figure = FIGURES[name]
    if not gallery.sent(name):
        gallery.figure(name).locator(".figure-keys button").first.click()
    for kind in figure.answers_with(figure.read(figure.texts_of_example("en"))):
        read_as(kind, gallery.sent(name), tmp_path, name)


@pytest.mark.parametrize("name", FIGURES)
def test_a_finger_changes_the_state_where_something_can_be_moved(gallery, name):
    """A press somewhere on the board is taken, and never breaks a figure."""
    board = gallery.figure(name).locator(".figure-board svg").first
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    for across, down in ((0.3, 0.3), (0.6, 0.55), (0.8, 0.4)):
        gallery.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    assert json.loads(gallery.values(name))
    assert gallery.errors == []


def test_a_finger_sets_a_corner(gallery):
    """A tap puts the rectangle's corner there; so does a mouse."""
    board = gallery.figure("rectangle").locator("svg.figure-svg")
    seen = []
    for across in (0.5, 0.7):
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        gallery.page.touchscreen.tap(box["x"] + across * box["width"], box["y"] + 0.5 * box["height"])
        seen.append(json.loads(gallery.values("rectangle"))["width"])
    assert seen[0] < seen[1]


def test_a_line_of_hundredths_names_its_tenths(gallery):
    """A hundred marks between 0 and 1 cannot be counted: the tenths have their numbers too."""
    state = json.loads(gallery.figure("number-line").locator("[data-figure-state]").get_attribute("data-figure-state"))
    state = {"ask": {}} | state | {"options": state["options"] | {"denominator": 100, "to": 1, "typed": "decimal"}}
    words = gallery.page.evaluate(MOUNT, state)
    assert 11 == len(words)
    assert words[3] in ("0.3", "0,3")


def test_a_bar_of_fixed_parts_offers_no_other_number_of_parts(gallery):
    """What a button cannot do is not offered."""
    count = "async ([path, fixed]) => (await import(path)).acts({ fixed }).length"
    assert [4, 2] == [gallery.page.evaluate(count, [gallery.script("figures/parts.js"), fixed]) for fixed in (False, True)]


def test_thousands_stand_apart_as_in_the_lessons(gallery):
    """A price of 4 500 riel is written alike beside a figure and in it."""
    write = "async (path) => (await import(path)).amount({ lang: 'en' }, 4500)"
    assert "4\u00a0500" == gallery.page.evaluate(write, gallery.script("figures/amounts.js"))


def test_one_is_not_many(gallery):
    """A text that counts says `1 time` and `2 times`; an author's name for one thing is used for one."""
    say = """async ([path, counts]) => {
      const { Texts } = await import(path);
      return counts.map((count) => new Texts({ text: "{count} {count|time|times}" }, "en").say("text", { count }));
    }"""
    assert ["1 time", "2 times", "0 times", "1.5 times"] == gallery.page.evaluate(say, [gallery.script("texts.js"), ["1", "2", "0", "1.5"]])
    name = "async (path) => { const { counted } = await import(path); return ['1', '2'].map((shown) => counted(shown, ['week', 'weeks'])); }"
    assert ["week", "weeks"] == gallery.page.evaluate(name, gallery.script("figures/amounts.js"))


def test_a_bar_is_told_apart_from_its_value(gallery):
    """Bars may be named by years: `1995: 3`, not `1995 3`."""
    assert re.search(r"\w(: |៖ )\d", gallery.figure("chart").locator(".figure-state").inner_text())


@pytest.mark.parametrize("name", ["lining of the roof kitch", "ប្រាក់ខ្ចីមុនបើកប្រាក់ខែ"])
def test_the_longest_name_in_a_budget_ends_before_its_bar(gallery, name):
    """Nothing is written under a bar."""
    state = json.loads(gallery.figure("budget").locator("[data-figure-state]").get_attribute("data-figure-state"))
    state = {"ask": {}} | state | {"options": state["options"] | {"lines": [name] * len(state["options"]["lines"])}}
    assert 24 >= len(name)
    assert 0 == gallery.page.evaluate(OVERLAPS, state)


def test_the_angle_that_is_asked_for_is_sent(gallery):
    """The learner turns angle 1; what is sent is the size of angle 8, beside angle 7, which is as large as 1."""
    degrees = json.loads(gallery.values("lines"))["degrees"]
    assert str(180 - degrees) == gallery.sent("lines")


def test_branches_stand_in_their_order(gallery):
    """Branch 1, whose resistor is changed, stands left of branch 2, and branch 2 left of branch 3."""
    options = {"join": "parallel", "ohms": [24, 12, 6], "tell": True}
    places = dict(gallery.paint("circuit", {"volts": 12, "ohms": 24, "closed": True}, options)["places"])
    assert places["voltmeter"] < places["resistor-1"] < places["resistor-2"] < places["resistor-3"]


def test_a_resistor_alone_has_no_number(gallery):
    """The dial speaks of the first resistor only where there is a second."""
    alone, first = (gallery.dials("circuit", {"change": "ohms", "ohms": ohms}) for ohms in ([6], [6, 12]))
    assert (["figure.dial_one_resistor"], ["figure.dial_ohms"]) == (alone, first)


def test_an_element_has_one_colour_in_every_reaction(gallery):
    """Oxygen looks alike in water and in carbon dioxide; no two elements of one reaction look alike."""
    seen = {}
    for reaction in ("H2 + O2 -> H2O", "CH4 + O2 -> CO2 + H2O", "N2 + H2 -> NH3", "CaCO3 -> CaO + CO2"):
        fills = gallery.paint("reaction", {"numbers": [1] * (reaction.count("+") + 2), "one": 1}, {"reaction": reaction})["fills"]
        own = {element: fill for element, fill in fills if element}
        assert len(own) == len(set(own.values()))
        assert {element: seen.get(element, own[element]) for element in own} == own
        seen |= own


def test_a_formula_is_written_low_beside_its_picture(gallery):
    """The words below a reaction write NH₃, as the picture does; the numbers before the formulae stay large."""
    said = gallery.figure("reaction").locator(".figure-state").inner_text()
    assert ("NH\N{SUBSCRIPT THREE}" in said, "NH3" in said) == (True, False)


@pytest.mark.parametrize("name", FIGURES)
def test_words_are_of_the_pages_language(gallery, name):
    """No text is missing, and numbers have the digits of the lesson beside the figure, in both languages."""
    said = gallery.figure(name).locator(".figure-state").inner_text()
    assert "figure." not in gallery.figure(name).inner_text()
    assert not any("\N{KHMER DIGIT ZERO}" <= sign <= "\N{KHMER DIGIT NINE}" for sign in said)


def test_a_figure_prints_as_a_picture(gallery):
    """On paper there are pictures and words, and no buttons."""
    gallery.page.emulate_media(media="print")
    assert 0 == gallery.page.locator(".figure-keys:visible").count()
    assert len(FIGURES) == gallery.page.locator(".figure-board svg:visible").count()
    gallery.page.emulate_media(media="screen")


def test_only_teachers_see_the_gallery(gallery):
    """A learner is refused."""
    assert 403 == gallery.client.get("/services/tutor/figures", headers={"X-Number": "101"}).status_code
