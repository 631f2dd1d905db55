"""A bank comes from a stick: whatever is in it, nothing is run, nothing is fetched, nothing lands outside its folder."""

import base64

import pytest

from courses.answers import show
from courses.exchange import formats, importing, limits
from courses.exchange.errors import BankError
from courses.picture_files import MAX_PICTURE_BYTES, MAX_SIDE
from courses.variants import draw_variant
from tests.courses.exchange.banks import answer, bring, category, file, items_of, only_item, png, question, xml

QUIZ = '<quiz><question type="essay"><name><text>{}</text></name></question></quiz>'
BOMB = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + QUIZ.format("&b;")
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + QUIZ.format("&x;")


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, '<!DOCTYPE quiz SYSTEM "http://example.org/x.dtd"><quiz/>'])
def test_no_entities_and_nothing_from_outside(tmp_path, text):
    """Bombs, other files and other addresses are refused before anything is read; nothing is written."""
    with pytest.raises(BankError, match="no document type, no entities and nothing from outside"):
        bring(tmp_path, text)
    assert not (tmp_path / "units").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<quiz>" + "<a>" * 100 + "</a>" * 100 + "</quiz>", "at most 60 deep"),
        ("<quiz><question></quiz>", r"bank.txt:1: not XML"),
        ("<html/>", "begins with <quiz>. Got <html>"),
        ("", "the file is empty"),
        (b"PK\x03\x04rest", "this is a ZIP archive"),
        (b"\x1f\x8brest", "a backup of a Moodle course"),
        (b"\x7fELF\x00\x00\x00", "this is no text"),
        ('<?xml version="1.0" encoding="klingon"?><quiz/>', "bank.txt"),
    ],
)
def test_what_is_no_bank_is_refused(tmp_path, text, message):
    """The file's name, what is wrong and what is allowed; no folder is left behind."""
    with pytest.raises(BankError, match=message):
        bring(tmp_path, text)
    assert not (tmp_path / "units").exists()


def test_a_file_that_is_too_large(tmp_path, monkeypatch):
    """The error names the limit."""
    monkeypatch.setattr(formats, "MAX_FILE_BYTES", 100)
    with pytest.raises(BankError, match="at most 100 bytes"):
        bring(tmp_path, "x" * 101)


def test_a_broken_end_leaves_what_was_there(tmp_path):
    """The first question could be read; a file that breaks off later is refused whole."""
    good = question("essay", "Tell.")
    bring(tmp_path, xml(good))
    before = sorted(str(p) for p in (tmp_path / "units").rglob("*"))
    with pytest.raises(BankError):
        bring(tmp_path, xml(good)[:-20])
    assert sorted(str(p) for p in (tmp_path / "units").rglob("*")) == before


def test_scripts_and_handlers(tmp_path):
    """Scripts, styles, frames and attributes are gone; what a person wrote between them stays."""
    bad = '<p onclick="x()">Hello<script>alert(1)</script><style>p{}</style><iframe src="//example.org"></iframe>'
    bad += ' <a href="javascript:x()">world</a></p>'
    item = only_item(tmp_path, xml(question("shortanswer", bad, answer("a", 100))))
    assert item.ask.en == "Hello world"


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "&lt;script&gt;alert(1)&lt;/script&gt;", "[x](javascript:alert(1))", "![x](https://example.org/x.png)"]
)
def test_nothing_runs_in_a_browser(tmp_path, text):
    """Whatever stands in a text, a browser gets no script, no handler and no address."""
    item = only_item(tmp_path, xml(question("multichoice", f"A {text}", "<single>true</single>" + answer(text or "a", 100) + answer("b", 0))))
    shown = show(draw_variant(item, 0), "en")
    written = shown.ask_html + "".join(row["html"] for row in shown.options["choices"])
    assert not any(bad in written.replace("&lt;", "").lower() for bad in ("<script", "onerror=", 'href="', 'src="http'))


@pytest.mark.parametrize("name", ["../../../tmp/x", "/etc/passwd", "..", "a/../../b", "C:\\x", "\u202eabc", "con.yaml", "." * 300, "x" * 5000])
def test_names_stay_inside_the_folder(tmp_path, name):
    """A category, a question and a picture with such a name lie where all others lie."""
    picture = f'<img src="@@PLUGINFILE@@/{name}" alt="a dot">'
    files = file(name.replace('"', ""), png())
    text = xml(category(f"$course$/top/{name}"), question("essay", f"Look {picture}", name=name, files=files))
    bring(tmp_path, text)
    outside = [p for p in tmp_path.iterdir() if p.name not in ("bank.txt", "units")]
    assert outside == []
    assert all(len(p.name) < 80 and p.name.strip(".") == p.name for p in (tmp_path / "units").rglob("*"))
    assert len(items_of(tmp_path / "units")) == 1


def test_deep_html_is_refused_by_its_question(tmp_path):
    """The others come in."""
    deep = "<div>" * 2000 + "x" + "</div>" * 2000
    done, _ = bring(tmp_path, xml(question("essay", deep, name="Deep"), question("essay", "Tell.")))
    assert done.not_carried == [{"question": "Deep", "reason": f"elements of a text lie at most {limits.MAX_DEPTH * 3} deep. Got 2000"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (question("essay", "x" * 200_001), "a text has at most 200,000 characters. Got 200,001"),
        (question("essay", "<b>x</b>" * 9000), "a text has at most 4,000 elements"),
        (question("multichoice", "?", answer("a", 1) * 201), "a question has at most 200 answers. Got 201"),
        (question("numerical", "?", answer("1e999", 100)), "a number has at most 40 digits and a power of ten up to 40. Got 1e999"),
        (question("numerical", "?", answer("9" * 100, 100)), "a number has at most 40 digits"),
        (question("calculated", "{a}", answer("{a}**99999999", 100)), "the file holds no drawn values"),
    ],
)
def test_absurd_questions(tmp_path, text, reason):
    """One is refused with the limit, and the next one is read."""
    done, _ = bring(tmp_path, xml(text, question("essay", "Tell.")))
    assert done.count == 1
    assert reason in done.not_carried[0]["reason"]


def dataset(values) -> str:
    """Return drawn values of the wildcard a."""
    items = "".join(f"<dataset_item><number>{i}</number><value>{v}</value></dataset_item>" for i, v in enumerate(values, 1))
    one = f"<dataset_definition><name><text>a</text></name><dataset_items>{items}</dataset_items></dataset_definition>"
    return f"<dataset_definitions>{one}</dataset_definitions>"


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("{a}**{a}**{a}**{a}", "no value for any row"),
        ("__import__('os').system('x')", "is not known in a formula"),
        ("(lambda: 1)()", "is not known in a formula"),
        ("[1][0]", "is not known in a formula"),
        ("{a}" + "+{a}" * 500, "a formula has 1 to 1000 characters"),
        ("(" * 900, "cannot be read"),
        ("{c}+1", "which has no drawn values"),
        ("1/0*{a}", "no value for any row"),
    ],
)
def test_absurd_formulas(tmp_path, formula, reason):
    """Nothing is executed, and nothing takes long."""
    data = dataset(range(91, 95))
    done, _ = bring(tmp_path, xml(question("calculated", "{a}", answer(formula, 100) + data)))
    assert reason in done.not_carried[0]["reason"]


def test_a_large_dataset_is_cut_and_told(tmp_path):
    """A hundred rows are taken over."""
    data = dataset(range(1, 1000))
    done, into = bring(tmp_path, xml(question("calculated", "{a}", answer("{a}*2", 100) + data)))
    assert len(items_of(into)[0].draw["a"]) == limits.MAX_DRAWN
    assert done.notes[0][1] == "100 of 999 rows of drawn values are taken over"


def picture_question(data: bytes, name: str = "map.png") -> str:
    """Return a question that shows a picture."""
    return xml(question("essay", f'<p>Look: <img src="@@PLUGINFILE@@/{name}" alt="A map"></p>', files=file(name, data)))


def test_a_picture_comes_in_clean(tmp_path):
    """Its notes and what hangs behind it are gone; its words stay; a browser gets it inside the page."""
    item = only_item(tmp_path, picture_question(png(more=b"Comment\x00secret") + b"<script>"))
    data = next((tmp_path / "units").glob("*/pictures/map.png")).read_bytes()
    assert data == png()
    shown = show(draw_variant(item, 0), "en").ask_html
    assert f'src="data:image/png;base64,{base64.b64encode(png()).decode()}" alt="A map"' in shown


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a picture is PNG, JPEG, GIF or WebP"),
        (b"MZ" + b"\x00" * 50, "a picture is PNG, JPEG, GIF or WebP"),
        (png()[:40], "ends too soon"),
        (png(MAX_SIDE + 1, 1), "dots a side"),
        (png() + b"\x00" * MAX_PICTURE_BYTES, f"a picture has at most {MAX_PICTURE_BYTES:,} bytes"),
    ],
)
def test_a_picture_that_is_none(tmp_path, data, reason):
    """The question comes in, with the words of the picture in its place; what is missing is told, and the check tells it too."""
    done, into = bring(tmp_path, picture_question(data))
    assert any(reason in note for _, note in done.notes)
    item = items_of(into)[0]
    assert 'role="img">A map</span>' in show(draw_variant(item, 0), "en").ask_html
    assert not list(into.glob("*/pictures/*"))


def test_a_picture_outside_is_not_fetched(tmp_path):
    """Its address is told, its place is kept."""
    done, into = bring(tmp_path, xml(question("essay", '<img src="https://example.org/a/map.png?x=1" alt="A map">')))
    assert done.notes[0][1] == "a picture lies outside the file, at https://example.org/a/map.png?x=1"
    assert items_of(into)[0].ask.en == "![A map](pictures/map.png)"


@pytest.mark.parametrize("piece", ["\\(", "{mlang km}", "![", "&", "[", "$", "*", "`", "> ", "1. ", "@a ", "{1:SA:", "[[1]]", ":::{x}\n", "$a "])
@pytest.mark.parametrize("kind", ["essay", "cloze"])
def test_a_text_of_signs_comes_to_an_end(tmp_path, piece, kind):
    """Whatever begins and never closes is read in one go, or refused; nothing searches for ever."""
    done, _ = bring(tmp_path, xml(question(kind, piece * (20_000 // len(piece)))))
    assert done.count + len(done.not_carried) == 1


def test_a_file_that_is_not_utf_8(tmp_path):
    """The byte is told, and what to do."""
    with pytest.raises(BankError, match=r"byte \d+ is no UTF-8, and no other encoding is named; save it as UTF-8"):
        bring(tmp_path, xml(question("essay", "Café")).encode("latin-1").replace(b' encoding="UTF-8"', b""))


def test_an_import_that_is_interrupted_leaves_nothing(tmp_path, monkeypatch):
    """Also at the last moment, in a folder where other units lie already."""
    bring(tmp_path, xml(question("essay", "Tell.")))
    before = {path: path.read_bytes() for path in (tmp_path / "units").rglob("*") if path.is_file()}

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing._Import, "_list_units", interrupt)
    with pytest.raises(KeyboardInterrupt):
        bring(tmp_path, xml(question("essay", "Tell more."), category("$course$/top/Other"), question("essay", "And more.")))
    assert {path: path.read_bytes() for path in (tmp_path / "units").rglob("*") if path.is_file()} == before
    assert not (tmp_path / "units" / "other").exists()
