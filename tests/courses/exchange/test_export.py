"""What goes out comes back and judges the same; a package for others keeps to its published structure."""

import io
import json
import re
import zipfile
from xml.etree.ElementTree import Element

import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from courses.answers import check, key_as_typed
from courses.answers.kinds import find_kind
from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.exchange.bank import Answer, BankQuestion, RichText
from courses.exchange.errors import NotCarried
from courses.exchange.exporting import export_items, find_units, write_export
from courses.exchange.gift_writing import check_gift, write_gift
from courses.exchange.leavers import leave
from courses.exchange.moodle_writing import write_moodle
from courses.exchange.qti_package import check_qti, write_package
from courses.import_export import export_command
from courses.model import Unit, Variant
from courses.variants import draw_variant
from tests.courses.exchange.banks import bring, items_of, only_item, png
from tests.courses.makers import make_content, make_item
from tests.courses.samples import KIND_LINES

CATALOG = load_catalog(CONTENT)
NOT_FOR_BANKS = {"expression", "equation", "interval", "point", "line", "reaction", "tap_words"}
WRITERS = {"gift": (write_gift, check_gift), "moodle": (write_moodle, lambda _: []), "qti": (lambda q: write_package(q, "en"), check_qti)}
QTI = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"


def written(variant: Variant, kind: str, lang: str = "en") -> str | bytes:
    """Return a variant as a bank of one question; raises NotCarried where the format cannot hold it."""
    question, _ = leave(variant, lang, "one", ("A",))
    write, check_format = WRITERS[kind]
    check_format(question)
    return write([question])


def typed_answers(variant: Variant) -> list[str]:
    """Return the key and what each misconception describes."""
    kind, found = find_kind(variant.item.answer.kind), [key_as_typed(variant)]
    for m in variant.item.misconceptions:
        try:
            found.append(kind.example_of(m.when, variant))
        except ValueError:
            continue
    return [typed for typed in found if typed]


def in_new_ids(variant: Variant, typed: str) -> str:
    """Return an answer in the ids that an import gives: a, b, c by place, l1, l2 on the left."""
    options, kind = variant.item.answer.options, variant.item.answer.kind
    if kind in ("gaps", "table", "parts"):
        pieces = find_kind(kind).pieces(variant) if kind == "parts" else find_kind(kind)._all(variant)
        given = re.split(r"\|\|" if kind == "parts" else r"\|", typed)
        inner = [in_new_ids(piece, part.strip()) for part, (_, piece) in zip(given, pieces, strict=True)]
        return (" || " if any(piece.item.answer.kind == "choices" for _, piece in pieces) else " | ").join(inner)
    names = {c.id: chr(97 + i) for i, c in enumerate(options.get("choices", ()))}
    if kind == "ordering":
        names = {name.strip(): chr(97 + i) for i, name in enumerate(key_as_typed(variant).split(","))}
    if kind == "matching":
        used = [options["pairs"][c.id] for c in options["left"]]
        right = [*dict.fromkeys(used), *(c.id for c in options["right"] if c.id not in used)]
        names = {c.id: f"l{i}" for i, c in enumerate(options["left"], 1)} | {f"={name}": f"={chr(97 + i)}" for i, name in enumerate(right)}
        return re.sub(r"(\w[\w-]*)\s*=\s*(\w[\w-]*)", lambda m: names[m[1]] + names["=" + m[2]], typed)
    return re.sub(r"[\w-]+", lambda m: names.get(m[0], m[0]), typed) if names else typed


@pytest.mark.parametrize("kind", ["gift", "moodle"])
@pytest.mark.parametrize("unit", CATALOG.units, ids=lambda unit: unit.id)
def test_every_item_comes_back(tmp_path, unit: Unit, kind: str):
    """The key and every likely mistake are judged as before, wherever the format can hold the item."""
    variants = {}
    for item in unit.items.values():
        try:
            written(variant := draw_variant(item, 1), kind)
            variants[f"q{len(variants)}"] = variant
        except NotCarried as reason:
            cannot = {"ordering", "gaps", "table", "parts", "quantity"} if kind == "gift" else set()
            assert (
                item.figure
                or item.sound
                or not item.scored
                or item.answer.kind in NOT_FOR_BANKS | cannot
                or "never ends" in str(reason)
                or "has no like" in str(reason)
            ), reason
    done, into = bring(tmp_path, WRITERS[kind][0]([leave(variant, "en", name, ("A",))[0] for name, variant in variants.items()]))
    assert done.not_carried == []
    back = {item.id.rsplit("/", 1)[1]: draw_variant(item, 0) for item in items_of(into)}
    for name, variant in variants.items():
        for typed in typed_answers(variant):
            assert check(variant, typed).right == check(back[name], in_new_ids(variant, typed)).right, (variant.item.id, typed)


@pytest.mark.parametrize(
    "kind", ["choice", "choices", "matching", "ordering", "text", "whole", "decimal", "number", "quantity", "gaps", "table", "formula"]
)
def test_every_kind_goes_out_to_moodle(tmp_path, kind):
    """Its sample comes back and its key is right."""
    item = make_item(tmp_path, KIND_LINES[kind])
    variant = draw_variant(item, 0)
    back = draw_variant(only_item(tmp_path, written(variant, "moodle")), 0)
    assert check(back, in_new_ids(variant, key_as_typed(variant))).right


def test_parts_go_out_as_one_text(tmp_path):
    """Each part becomes a gap, with its weight."""
    variant = draw_variant(make_item(tmp_path, None, parts=KIND_LINES["parts"]), 0)
    back = draw_variant(only_item(tmp_path, written(variant, "moodle")), 0)
    assert check(back, "50 | 1/2").right
    assert check(back, "50 | 1/3").score == 0.75


@example(text="%1%", wrong=":")
@example(text="%50%a", wrong="x")
@given(
    text=st.text(alphabet="ab12 ~=#{}:\\%*|<>&;\"'@$_`[]\n។ក", min_size=1, max_size=30),
    wrong=st.text(alphabet="xyz~=#{}:\\%<>&", min_size=1, max_size=10),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_the_way_out_and_in(tmp_path_factory, text, wrong):
    """Signs with a meaning in GIFT, XML, HTML or Markdown come back as they were."""
    folder = tmp_path_factory.mktemp("any")
    plain = " ".join(text.split())
    if not any(c.isalnum() for c in plain) or "|" in plain:
        return
    quoted = lambda words: json.dumps(words.replace("@", "@@"), ensure_ascii=False)  # noqa: E731
    item = make_item(folder, f"{{kind: text, signs: count, case: counts, accept: [{quoted(plain)}]}}")
    variant = draw_variant(item, 0)
    for kind in ("gift", "moodle"):
        back = draw_variant(only_item(folder / kind if not (folder / kind).mkdir() else folder, written(variant, kind)), 0)
        assert check(back, plain).right, (kind, plain)
        assert not check(back, plain + wrong.strip() + "q").right


def test_pictures_go_with_their_questions(tmp_path):
    """In Moodle XML as files, in QTI beside the items; GIFT cannot hold them and says so."""
    content = make_content(tmp_path / "content")
    unit = content / "math/fractions"
    (unit / "pictures").mkdir()
    (unit / "pictures/sack.png").write_bytes(png())
    text = (unit / "items/sum.yaml").read_text("utf-8").replace("en: Work out", "en: See ![a sack](pictures/sack.png) and work out")
    (unit / "items/sum.yaml").write_text(text, "utf-8")
    units = find_units(load_catalog(content), "math/fractions")
    done = export_items(units, "moodle", "en")
    write_export(done, "moodle", tmp_path / "out.xml", "en")
    _, into = bring(tmp_path, (tmp_path / "out.xml").read_bytes())
    assert next(into.glob("*/pictures/*")).read_bytes() == png()
    archive = zipfile.ZipFile(io.BytesIO(write_package(done.questions, "en")))
    assert [archive.read(n) for n in archive.namelist() if n.startswith("media/")] == [png()]
    assert export_items(units, "gift", "en").not_carried == [{"question": "math/fractions/sum", "reason": "GIFT holds no pictures"}]


def qti_items(questions) -> dict[str, Element]:
    """Return the items of a package by their file."""
    archive = zipfile.ZipFile(io.BytesIO(write_package(questions, "km")))
    return {name: fromstring(archive.read(name)) for name in archive.namelist() if name.startswith("items/")}


ORDER = ["response-declaration", "outcome-declaration", "item-body", "response-processing", "modal-feedback"]
BLOCKS = {"p", "div", "table", "ul", "ol", "pre", "blockquote", "hr", *(f"h{i}" for i in range(1, 7))}
INTERACTIONS = {"choice", "order", "match", "text-entry", "extended-text", "inline-choice"}


@pytest.fixture(scope="module")
def exported():
    """Return all items of ours as questions for QTI."""
    return export_items([(course, unit) for course in CATALOG.courses.values() for unit in course.units], "qti", "km")


@pytest.fixture(scope="module")
def items(exported):
    """Return them as a package holds them."""
    return qti_items(exported.questions)


def test_a_package_lists_what_is_in_it(exported):
    """Every file stands in the manifest once, under an identifier of its own; the same questions give the same bytes."""
    data = write_package(exported.questions, "km")
    archive = zipfile.ZipFile(io.BytesIO(data))
    space = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
    manifest = fromstring(archive.read("imsmanifest.xml"))
    listed = {f.get("href") for f in manifest.iter(f"{space}file")}
    assert listed == set(archive.namelist()) - {"imsmanifest.xml"}
    identifiers = [r.get("identifier") for r in manifest.iter(f"{space}resource")]
    assert len(set(identifiers)) == len(identifiers)
    assert data == write_package(exported.questions, "km")


def test_items_keep_to_the_structure_of_qti(items):
    """Declarations, body, rules and feedback stand in their order; every reference is declared; the body holds blocks."""
    assert len(items) > 50
    for name, root in items.items():
        kinds = [child.tag.removeprefix(f"{QTI}qti-") for child in root]
        assert kinds == sorted(kinds, key=ORDER.index), name
        responses = {d.get("identifier") for d in root.iter(f"{QTI}qti-response-declaration")}
        outcomes = {d.get("identifier") for d in root.iter(f"{QTI}qti-outcome-declaration")}
        asked = [e for e in root.iter() if e.tag.endswith("-interaction")]
        assert {e.get("response-identifier") for e in asked} == responses, name
        assert {e.tag.removeprefix(f"{QTI}qti-").removesuffix("-interaction") for e in asked} <= INTERACTIONS
        for element in root.iter():
            if element.tag in (f"{QTI}qti-variable", f"{QTI}qti-map-response", f"{QTI}qti-correct"):
                assert element.get("identifier") in responses | outcomes, name
            if element.tag == f"{QTI}qti-set-outcome-value":
                assert element.get("identifier") in outcomes, name
        body = root.find(f"{QTI}qti-item-body")
        assert {child.tag.removeprefix(QTI) for child in body} <= BLOCKS | {f"qti-{i}-interaction" for i in INTERACTIONS}, name
        choices = {c.get("identifier") for c in root.iter() if c.tag in (f"{QTI}qti-simple-choice", f"{QTI}qti-inline-choice")}
        for declared in root.iter(f"{QTI}qti-response-declaration"):
            if declared.get("base-type") == "identifier":
                assert {v.text for v in declared.iter(f"{QTI}qti-value")} <= choices, name


def points(root: Element, responses: dict) -> float:
    """Return the points that an item's own rules give to responses; a small reading of QTI's rules, by its published meaning."""
    tag = lambda e: e.tag.removeprefix(f"{QTI}qti-")  # noqa: E731
    declared = {d.get("identifier"): d for d in root.iter(f"{QTI}qti-response-declaration")}
    values = {"SCORE": 0.0, "MAXSCORE": 1.0}

    def correct(name):
        found = [v.text for v in declared[name].find(f"{QTI}qti-correct-response")]
        return set(found) if declared[name].get("cardinality") == "multiple" else found

    def mapped(name):
        mapping = declared[name].find(f"{QTI}qti-mapping")
        given = responses[name]
        same = (lambda a, b: a.casefold() == b.casefold()) if declared[name].get("base-type") == "string" else (lambda a, b: a == b)
        total = sum(float(e.get("mapped-value")) for e in mapping if any(same(e.get("map-key"), g) for g in given))
        return min(max(total, float(mapping.get("lower-bound", "-inf"))), float(mapping.get("upper-bound", "inf")))

    def value(e):
        match tag(e):
            case "sum":
                return sum(value(child) for child in e)
            case "map-response":
                return mapped(e.get("identifier"))
            case "base-value":
                return float(e.text)
            case "variable":
                return values[e.get("identifier")] if e.get("identifier") in values else responses[e.get("identifier")]

    def holds(e):
        if tag(e) == "match":
            name = e[0].get("identifier")
            given = responses[name]
            return (set(given) if declared[name].get("cardinality") == "multiple" else list(given)) == correct(name)
        near = float((e.get("tolerance") or "0").split()[0])
        return abs(float(responses[e[0].get("identifier")][0]) - float(e[1].text)) <= near + 1e-12

    for rule in root.find(f"{QTI}qti-response-processing") if root.find(f"{QTI}qti-response-processing") is not None else ():
        setters = [rule] if tag(rule) == "set-outcome-value" else list(rule[0][1:]) if holds(rule[0][0]) else []
        for setter in setters:
            if setter.get("identifier") == "SCORE":
                values["SCORE"] = value(setter[0])
    return values["SCORE"]


def test_the_rules_of_an_item_give_all_points_to_its_key(items):
    """And none to a wrong one."""
    judged = 0
    for name, root in items.items():
        declared = list(root.iter(f"{QTI}qti-response-declaration"))
        if any(d.find(f"{QTI}qti-correct-response") is None for d in declared):
            continue
        key = {d.get("identifier"): [v.text for v in d.find(f"{QTI}qti-correct-response")] for d in declared}
        assert points(root, key) == pytest.approx(1, abs=1e-4), name
        bad = {
            n: ["987654.25"] if d.get("base-type") == "float" else list(reversed(key[n]))[: len(key[n]) - 1]
            for n, d in zip(key, declared, strict=True)
        }
        assert points(root, bad) < 0.999, name
        judged += 1
    assert judged > 50


def test_the_command_writes_a_file_and_lists_the_rest(tmp_path):
    """One object on standard output; drawn numbers as often as asked."""
    content = make_content(tmp_path / "content")
    out = tmp_path / "out.gift"
    arguments = [
        "math/fractions",
        "--content",
        str(content),
        "--format",
        "gift",
        "--out",
        str(out),
        "--variants",
        "3",
        "--lang",
        "en",
        "--json",
    ]
    done = CliRunner().invoke(export_command, arguments)
    assert json.loads(done.stdout) == {"exported": 3, "by_kind": {"fraction": 1}, "not_carried": []}
    assert out.read_text("utf-8").count("::sum ") == 3
    assert "in part: math/fractions/sum: hints" in done.stderr


def test_an_unknown_unit_is_told_with_those_there_are(tmp_path):
    """The message names them."""
    arguments = ["math/x", "--content", str(make_content(tmp_path / "c")), "--format", "gift", "--out", str(tmp_path / "o")]
    done = CliRunner().invoke(export_command, arguments)
    assert (done.exit_code, "there are math, math/fractions" in done.stderr) == (1, True)


def test_a_whole_share_is_one_that_moodle_reads():
    """In a question with several choices its reader knows two digits before the point: 100 would become a part of the text."""
    answers = tuple(Answer(RichText(text), share) for text, share in (("a", 100.0), ("b", -100.0), ("c", -50.0)))
    written = write_gift([BankQuestion("multichoice", "Pick", RichText("Which?"), answers=answers, single=False)])
    assert re.findall("~(%.*?%)", written) == ["%99.9999%", "%-99.9999%", "%-50%"]
