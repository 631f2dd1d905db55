"""Every kind of Moodle XML becomes the answer kind that judges as Moodle would."""

import base64
import json

import pytest
from click.testing import CliRunner

from courses.answers import check, explanation, key_as_typed, show
from courses.exchange.limits import MAX_TEXT
from courses.import_export import import_command
from courses.variants import all_variants, draw_variant
from tests.courses.exchange.banks import answer, bring, category, items_of, only_item, png, question, read_plain, xml


def verdict(item, typed, seed=0):
    """Return the verdict's name."""
    return check(draw_variant(item, seed), typed).name


def test_true_and_false(tmp_path):
    """A choice of two, in both languages, with what Moodle says to the wrong one."""
    item = only_item(tmp_path, xml(question("truefalse", "Rice is a plant.", answer("true", 100) + answer("false", 0, "It grows in fields."))))
    assert (verdict(item, "true"), verdict(item, "false")) == ("right", "chose_false")
    assert [c.text.km for c in item.answer.options["choices"]] == ["ត្រូវ", "ខុស"]


def test_one_of_several(tmp_path):
    """Feedback becomes a misconception, a share of the points its credit, an order that is kept stays."""
    answers = answer("<p>two</p>", 100, "Well counted") + answer("three", 50, "Nearly") + answer("four", 0)
    item = only_item(tmp_path, xml(question("multichoice", "1 + 1?", f"<single>true</single><shuffleanswers>false</shuffleanswers>{answers}")))
    variant = draw_variant(item, 0)
    assert [(v.name, v.score) for v in (check(variant, typed) for typed in "abc")] == [("right", 1.0), ("chose_b", 0.5), ("wrong", 0.0)]
    assert "Well counted" in check(variant, "a").say.en
    assert item.answer.options["order"] == "kept"


def test_several_of_several(tmp_path):
    """Weights that are no equal parts are kept."""
    answers = answer("a", 75) + answer("b", 25) + answer("c", -100)
    item = only_item(tmp_path, xml(question("multichoice", "Which?", f"<single>false</single>{answers}")))
    variant = draw_variant(item, 0)
    scores = [(check(variant, typed).name, check(variant, typed).score) for typed in ("a, b", "a", "b", "a, c")]
    assert scores == [("right", 1.0), ("wrong", 0.75), ("wrong", 0.25), ("wrong", 0.0)]


def test_two_right_answers_of_one(tmp_path):
    """Each of them is right."""
    item = only_item(tmp_path, xml(question("multichoice", "Even?", "<single>true</single>" + answer("2", 100) + answer("4", 100) + answer("5", 0))))
    assert [verdict(item, typed) for typed in "abc"] == ["right", "right", "wrong"]


def test_matching(tmp_path):
    """A partner that stands twice is one, a lonely one a distractor."""
    row = lambda left, right: f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'  # noqa: E731
    rows = row("cow", "milk") + row("hen", "egg") + row("duck", "egg") + row("", "rice")
    item = only_item(tmp_path, xml(question("matching", "Join", rows)))
    assert [c.text.en for c in item.answer.options["right"]] == ["milk", "egg", "rice"]
    assert (verdict(item, "l1=a, l2=b, l3=b"), verdict(item, "l1=a, l2=b, l3=c")) == ("right", "wrong")


def test_short_answers(tmp_path):
    """Stars stand for any text, case counts where it does there, shares and feedback stay, a lone star speaks to all others."""
    answers = answer("Phnom*", 100) + answer("Siem Reap", 40, "Angkor is there") + answer("*", 0, "Look at the map")
    item = only_item(tmp_path, xml(question("shortanswer", "The capital?", f"<usecase>1</usecase>{answers}")))
    variant = draw_variant(item, 0)
    assert [check(variant, typed).name for typed in ("Phnom Penh", "phnom penh", "Siem Reap", "Takeo")] == ["right", "wrong", "wrote_2", "wrong"]
    assert check(variant, "Siem Reap").score == 0.4
    assert "Look at the map" in check(variant, "Takeo").say.en


@pytest.mark.parametrize("sign", ["+", "!=", "?"])
def test_an_answer_of_signs_alone(tmp_path, sign):
    """A sign is typed as a sign."""
    item = only_item(tmp_path, xml(question("shortanswer", "Which sign?", answer(sign, 100))))
    assert (verdict(item, sign), verdict(item, "-")) == ("right", "wrong")


def test_numbers(tmp_path):
    """Tolerance, a comma, a power of ten, a unit behind the field, half the points for what is near."""
    near = answer("3.0", 50, "Closer", "<tolerance>0.5</tolerance>")
    answers = (
        answer("3,14", 100, "", "<tolerance>0.01</tolerance>")
        + near
        + "<units><unit><multiplier>1</multiplier><unit_name>cm</unit_name></unit></units>"
    )
    item = only_item(tmp_path, xml(question("numerical", "How long?", answers)))
    variant = draw_variant(item, 0)
    assert [check(variant, t).name for t in ("3.15", "3,13 cm", "314e-2", "3.4", "4")] == ["right", "right", "right", "answered_2", "wrong"]
    assert check(variant, "3.4").score == 0.5


def test_a_unit_that_counts_is_asked_for(tmp_path):
    """Where Moodle grades the unit and ours know it."""
    units = "<unitgradingtype>1</unitgradingtype><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    item = only_item(tmp_path, xml(question("numerical", "How far?", answer("12", 100) + units)))
    assert [verdict(item, typed) for typed in ("12 m", "1200 cm", "12", "12 s")] == ["right", "right", "missing_unit", "wrong_unit"]


def test_essay(tmp_path):
    """A teacher reads it, with the rubric."""
    item = only_item(tmp_path, xml(question("essay", "Tell of your village.", "<graderinfo><text>Look for three sentences.</text></graderinfo>")))
    assert (item.answer.kind, item.answer.options["rubric"].en) == ("long_text", "Look for three sentences.")


def test_gaps_of_every_kind(tmp_path):
    """Short answers, numbers and lists stand in one text, under their long and short names, with weights."""
    text = (
        "<p>{1:SHORTANSWER:=Mekong~%50%Tonle Sap#A lake} {1:SA:=a} {1:MW:=b} {1:SHORTANSWER_C:=Cham} {1:SAC:=C} {1:MWC:=D} "
        "{2:NUMERICAL:=3:0.5} {1:NM:=%100%4:0} {1:MULTICHOICE:~dry#No~=wet} {1:MC:=x~y} {1:MCV:=x~y} {1:MCH:=x~y} {1:MCS:=x~y} "
        "{1:MCVS:=x~y} {1:MCHS:=x~y} {:SA:=e}</p>"
    )
    item = only_item(tmp_path, xml(question("cloze", text)))
    fields = item.answer.options["fields"]
    assert [f.kind for f in fields.values()] == ["text"] * 6 + ["number"] * 2 + ["choice"] * 7 + ["text"]
    assert fields["g7"].options["points"] == 2
    key = key_as_typed(draw_variant(item, 0))
    assert verdict(item, key) == "right"
    assert verdict(item, key.replace("Mekong", "Tonle Sap")) == "g1_2"
    assert verdict(item, key.replace("Cham", "cham")) == "wrong"
    assert verdict(item, key.replace("3", "3,4", 1)) == "right"


def test_ticks_inside_a_text_become_parts(tmp_path):
    """A text cannot hold boxes to tick; the item gets parts."""
    item = only_item(tmp_path, xml(question("cloze", "Even: {1:MULTIRESPONSE:=2~3~=4} and the next is {1:NM:=6}")))
    assert [p.answer.kind for p in item.answer.options["parts"]] == ["choices", "number"]
    assert (verdict(item, "a, c || 6"), verdict(item, "a, b || 6")) == ("right", "wrong")


def test_a_gap_inside_a_formula_parts_it(tmp_path):
    """No field can stand inside TeX."""
    item = only_item(tmp_path, xml(question("cloze", r"\(x = {1:NM:=5} + y\) holds")))
    assert item.answer.options["text"].en == "$x =$ [[g1]] $+ y$ holds"


DATASETS = "".join(
    f"<dataset_definition><name><text>{name}</text></name><dataset_items>"
    + "".join(f"<dataset_item><number>{i}</number><value>{v}</value></dataset_item>" for i, v in enumerate(values, 1))
    + "</dataset_items></dataset_definition>"
    for name, values in {"a": (1.5, 2, 4), "b": (2, 10, 5)}.items()
)


def test_calculated(tmp_path):
    """The rows of the datasets are drawn together; exact formulas stay formulas, the others are computed once."""
    rest = answer("{a}*{b}", 100, "", "<tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>") + answer("sqrt({a}+{b})", 0, "Not the root")
    rest += f"<dataset_definitions>{DATASETS}</dataset_definitions>"
    item = only_item(tmp_path, xml(question("calculated", r"How much is {a} times {b}? \(\frac{{a}}{2}\), {={a}+1}", rest)))
    asked = {show(v, "en").ask_html for v in all_variants(item)}
    assert len(asked) == 3
    assert any("How much is 1.5 times 2?" in text and "2.5" in text and r"\frac{1.5}{2}" in text for text in asked)
    assert item.answer.options["value"].replace(" ", "") == "a*b"
    for variant in all_variants(item):
        exact = float(variant.values["a"] * variant.values["b"])
        root = (float(variant.values["a"]) + float(variant.values["b"])) ** 0.5
        assert [check(variant, f"{n:.9g}").name for n in (exact, exact * 1.009, exact * 1.02)] == ["right", "right", "wrong"]
        assert check(variant, f"{variant.values['computed_1']}").name == "answered_2"
        assert abs(float(variant.values["computed_1"]) - root) < 1e-9


def test_calculated_choice(tmp_path):
    """The choices show what was computed."""
    rest = answer("{={a}*{b}} kg", 100) + answer("{={a}+{b}} kg", 0) + f"<single>1</single><dataset_definitions>{DATASETS}</dataset_definitions>"
    item = only_item(tmp_path, xml(question("calculatedmulti", "{a} and {b}?", rest)))
    shown = {row["html"] for v in all_variants(item) for row in show(v, "en").options["choices"]}
    assert shown == {"3 kg", "20 kg", "3.5 kg", "12 kg", "9 kg"}


def test_words_that_are_dragged(tmp_path):
    """Each gap opens the things of its group."""
    boxes = "".join(f"<dragbox><text>{t}</text><group>{g}</group></dragbox>" for t, g in (("cat", 1), ("dog", 1), ("red", 2), ("blue", 2)))
    item = only_item(tmp_path, xml(question("ddwtos", "The [[2]] is [[4]].", boxes)))
    assert (verdict(item, "b | b"), verdict(item, "a | b")) == ("right", "wrong")


def test_ordering(tmp_path):
    """The bank names the parts in their order."""
    item = only_item(tmp_path, xml(question("ordering", "First to last", answer("plant", 1) + answer("grow", 2) + answer("harvest", 3))))
    assert (verdict(item, "a, b, c"), verdict(item, "b, a, c")) == ("right", "wrong")


def test_general_feedback_hints_and_tags(tmp_path):
    """General feedback explains the right answer; hints and tags stay."""
    rest = "<generalfeedback><text>Because \\(1+1=2\\).</text></generalfeedback>" + answer("two", 100) + answer("one", 0)
    rest += (
        "<hint><text>Count.</text></hint><hint><text>On your fingers.</text></hint><tags><tag><text>easy</text></tag></tags><idnumber>N7</idnumber>"
    )
    item = only_item(tmp_path, xml(question("multichoice", "1 + 1?", f"<single>true</single>{rest}")))
    assert ([h.en for h in item.hints], item.tags) == (["Count.", "On your fingers."], ("easy", "N7"))
    assert r"\(1+1=2\)" in explanation(draw_variant(item, 0), "en")


def test_what_moodle_says_by_itself_is_left_out(tmp_path):
    """The house says right and wrong in its own words."""
    rest = answer("two", 100, "Correct!") + answer("one", 0, "Wrong.") + "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    item = only_item(tmp_path, xml(question("multichoice", "1 + 1?", f"<single>true</single>{rest}")))
    assert (item.explain, item.misconceptions) == (None, ())


def test_categories_become_units(tmp_path):
    """The last name of a category names the folder; two with one last name have two folders."""
    one = question("essay", "Tell.")
    text = xml(category("$course$/top/Ratio"), one, category("top/Ratio/More"), one, category("$course$/Number/More"), one)
    done, into = bring(tmp_path, text)
    assert sorted(p.name for p in into.iterdir() if p.is_dir()) == ["more", "number-more", "ratio"]
    assert (done.count, dict(done.by_kind)) == (3, {"essay": 3})
    assert read_plain(into / "course.yaml")["units"] == [{"folder": "ratio"}, {"folder": "more"}, {"folder": "number-more"}]


def test_texts_without_a_question_become_a_lesson(tmp_path):
    """Descriptions stand in the unit's lesson in their order; no address is left in it."""
    done, into = bring(tmp_path, xml(category("A"), question("description", "<p>Read <b>this</b> at https://example.org/x.</p>", name="First")))
    lesson = (into / "a/lessons/01-imported.en.md").read_text("utf-8")
    assert lesson == "# Imported questions\n\n## First\n\nRead **this** at example.org/x.\n"
    assert dict(done.by_kind) == {"description": 1}


def test_two_languages_in_one_text(tmp_path):
    """Both ways in which Moodle holds several languages."""
    spans = '<span lang="km" class="multilang">តើប៉ុន្មាន?</span><span lang="en" class="multilang">How many?</span>'
    text = xml(question("multichoice", spans, "<single>true</single>" + answer("{mlang km}មួយ{mlang}{mlang en}one{mlang}", 100) + answer("2", 0)))
    item = only_item(tmp_path, text)
    assert (item.ask.km, item.ask.en) == ("តើប៉ុន្មាន?", "How many?")
    assert [(c.text.km, c.text.en) for c in item.answer.options["choices"]] == [("មួយ", "one"), ("2", "2")]
    assert item.review == {"km": "imported", "en": "imported"}


def test_khmer_stays_khmer_and_english_is_missing(tmp_path):
    """What is missing is not invented: the file says so, and learners read the Khmer until it is written."""
    item = only_item(tmp_path, xml(question("shortanswer", "តើរាជធានីឈ្មោះអ្វី?", answer("ភ្នំពេញ", 100))))
    assert item.review == {"km": "imported", "en": "missing"}
    assert item.ask.in_lang("en") == item.ask.km == "តើរាជធានីឈ្មោះអ្វី?"


def test_what_cannot_be_carried_is_listed(tmp_path):
    """Each with its name and its reason, and the rest comes in."""
    bad = [
        question("random", "", name="Any"),
        question("stack", "x", name="CAS"),
        question("multichoice", "?", answer("a", 0) + answer("b", 0), name="Poll"),
    ]
    done, _ = bring(tmp_path, xml(*bad, question("essay", "Tell.")))
    assert [row["question"] for row in done.not_carried] == ["Any", "CAS", "Poll"]
    assert done.not_carried[2]["reason"] == "no answer is right"
    assert done.count == 1


def test_the_command_prints_one_object(tmp_path):
    """Nothing else stands on standard output."""
    bank = tmp_path / "bank.xml"
    bank.write_text(xml(question("essay", "Tell."), question("random", "", name="Any")), "utf-8")
    done = CliRunner().invoke(import_command, [str(bank), "--into", str(tmp_path / "units"), "--json"])
    told = json.loads(done.stdout)
    assert (told["imported"], told["by_kind"], [row["question"] for row in told["not_carried"]]) == (1, {"essay": 1}, ["Any"])
    assert "not carried: Any" in done.stderr


def test_a_second_file_overwrites_nothing(tmp_path):
    """The same bank again: new files beside the old ones, in the same unit."""
    text = xml(category("A"), question("essay", "Tell.", name="Village"))
    bring(tmp_path, text)
    before = {p: p.read_bytes() for p in (tmp_path / "units").rglob("*") if p.is_file() and p.name != "course.yaml"}
    bring(tmp_path, text)
    assert all(p.read_bytes() == data for p, data in before.items())
    assert sorted(p.name for p in (tmp_path / "units/a/items").iterdir()) == ["village-2.yaml", "village.yaml"]


def test_a_unit_that_a_person_wrote_is_left_alone(tmp_path):
    """A folder of the same name gets no item; a course file of a person no line."""
    (tmp_path / "units/a").mkdir(parents=True)
    (tmp_path / "units/a/unit.yaml").write_text("title: {km: ក, en: A}\nskills: {}\nlessons: {}\n", "utf-8")
    (tmp_path / "units/course.yaml").write_text("units: []\n", "utf-8")
    bring(tmp_path, xml(category("A"), question("essay", "Tell.")))
    assert sorted(p.name for p in (tmp_path / "units/a").iterdir()) == ["unit.yaml"]
    assert len(items_of(tmp_path / "units")) == 1
    assert (tmp_path / "units/course.yaml").read_text("utf-8") == "units: []\n"


def test_names_that_html_gives_to_signs(tmp_path):
    """A bank that was written by hand has them outside of CDATA."""
    text = '<quiz><question type="essay"><name><text>A</text></name><questiontext><text>3 &times; 4 &rarr; ?</text></questiontext></question></quiz>'
    assert only_item(tmp_path, text).ask.en == "3 × 4 → ?"


def test_a_bank_needs_a_folder_and_a_bundle_a_site(tmp_path):
    """One command takes both; each is told what it lacks."""
    bank = tmp_path / "bank.xml"
    bank.write_text(xml(question("essay", "Tell.")), "utf-8")
    done = CliRunner().invoke(import_command, [str(bank)])
    assert (done.exit_code, "name the folder of units: --into FOLDER" in done.stderr) == (2, True)


def test_a_number_may_be_written_with_its_unit(tmp_path):
    """A tolerance too; another unit of the question counts as often as the question says."""
    units = "".join(
        f"<unit><multiplier>{times}</multiplier><unit_name>{name}</unit_name></unit>" for name, times in (("m/s", "1"), ("km/h", "3.6"), ("m", "0"))
    )
    answers = answer("45 km/h", 100, "", "<tolerance>0.1 m/s</tolerance>") + f"<units>{units}</units>"
    item = only_item(tmp_path, xml(question("numerical", "How fast?", answers)))
    assert [verdict(item, typed) for typed in ("12.5 m/s", "12.6 m/s", "12.7 m/s")] == ["right", "right", "wrong"]


def test_a_long_text_is_not_long_for_its_pictures(tmp_path):
    """Pictures that stand in the text as bytes are files beside it, however large."""
    data = base64.b64encode(png(more=b"x" * MAX_TEXT)).decode()
    item = only_item(tmp_path, xml(question("essay", f'Look: <img src="data:image/png;base64,{data}" alt="a rice field"> What is it?')))
    assert "![a rice field](pictures/picture-1.png)" in item.ask.en
    assert [path.name for path in (tmp_path / "units").glob("*/pictures/*")] == ["picture-1.png"]


@pytest.mark.parametrize(
    ("kind", "rest", "notes"),
    [
        ("essay", "<responsetemplate><text>Dear ...</text></responsetemplate>", ["left out: the text that an answer begins with"]),
        (
            "essay",
            "<attachments>2</attachments><maxwordlimit>90</maxwordlimit>",
            ["left out: files that are handed in", "left out: how many words an answer has"],
        ),
        ("multichoice", answer("a", 100) + answer("b", -25), ["-25 % of the points for the choice b; here a wrong one is worth nothing"]),
    ],
)
def test_what_a_carried_question_loses_is_told(tmp_path, kind, rest, notes):
    """By name, and at the top of its file."""
    done, into = bring(tmp_path, xml(question(kind, "What is it?", rest)))
    (path,) = into.glob("*/items/*.yaml")
    assert [note for _, note in done.notes] == notes
    assert all(f"# Not carried: {note}" in path.read_text("utf-8") for note in notes)


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("{n} % 4", (3, 1)),
        ("({n}+0.9) % 4", (3, 1)),
        ("{n}^2", (49, 81)),
        ("bindec(decbin({n}))", (7, 9)),
        ("octdec(decoct({n}))", (7, 9)),
        ("round(pi()*pow({n},2),1)", (153.9, 254.5)),
    ],
)
def test_formulas_are_computed_as_there(tmp_path, formula, values):
    """A rest is that of whole numbers; `^`, which there is no power, is told."""
    rows = "".join(f"<dataset_item><number>{i}</number><value>{n}</value></dataset_item>" for i, n in ((1, 7), (2, 9)))
    rest = answer(formula, 100, "", "<tolerance>0.001</tolerance><tolerancetype>2</tolerancetype>")
    drawn = f"<dataset_definition><name><text>n</text></name><dataset_items>{rows}</dataset_items></dataset_definition>"
    rest += f"<dataset_definitions>{drawn}</dataset_definitions>"
    done, into = bring(tmp_path, xml(question("calculated", "Take {n}.", rest)))
    (item,) = items_of(into)
    right = {value for variant in all_variants(item) for value in values if check(variant, str(value)).name == "right"}
    assert (right, len(done.notes)) == (set(values), int("^" in formula))


def test_any_text_in_a_gap(tmp_path):
    """No gap of ours takes anything; the reason says so."""
    done, _ = bring(tmp_path, xml(question("cloze", "Your name: {1:SA:=*}")))
    assert done.not_carried == [{"question": "A question", "reason": "in one of its gaps any text is right"}]


def test_nothing_carried_makes_no_course(tmp_path):
    """The folder stays empty."""
    _, into = bring(tmp_path, xml(question("stack", "CAS")))
    assert list(into.iterdir()) == []


def test_the_letters_of_a_formula_are_of_no_language(tmp_path):
    """A short Khmer text with a long formula is Khmer."""
    item = only_item(tmp_path, xml(question("numerical", r"គណនា \((-2) \times (-6) \times \sqrt{7}\)", answer("-24", 100))))
    assert item.review == {"km": "imported", "en": "missing"}
