"""One `<question>` becomes one record; what it holds is not yet judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from xml.etree.ElementTree import Element

from courses.exchange.bank import Answer, BankQuestion, Dataset, Dragged, Pair, RichText, UnitName
from courses.exchange.errors import NotCarried
from courses.exchange.limits import MAX_ANSWERS, MAX_NAMES, MAX_TEXT

_FORMATS = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown", "moodle": "moodle_auto_format", "plain": "plain_text"}
_KNOWN = {"html", "plain_text", "markdown", "moodle_auto_format"}
_TOLERANCES = {"1": "relative", "2": "nominal", "3": "geometric"}
_DRAWN_INSIDE = re.compile(r"""(\bsrc\s{0,9}=\s{0,9}(["']))data:image/[\w.+-]{1,40};base64,([^"'<>]*)\2""", re.IGNORECASE)
_NAMES = {"multianswer": "cloze", "match": "matching", "numeric": "numerical", "ddmatch": "ddmatch"}


def read_question(element: Element, kind: str, name: str, category: tuple[str, ...]) -> BankQuestion:
    """Return what a question element says.

    Raises:
        NotCarried: it holds more than a question may.
    """
    ask = _rich(element, "questiontext") or _rich(element, "text")
    return BankQuestion(
        kind=_NAMES.get(kind, kind),
        name=name,
        ask=_with_old_image(ask, element),
        category=category,
        answers=tuple(_read_answers(element)),
        pairs=tuple(_read_pairs(element)),
        dragged=tuple(_read_dragged(element)),
        datasets=tuple(_read_datasets(element)),
        units=tuple(UnitName(_text(u, "unit_name"), _text(u, "multiplier") or "1") for u in element.iterfind("units/unit")),
        unit_counts=_text(element, "unitgradingtype") not in ("", "0"),
        general=_rich(element, "generalfeedback"),
        combined={name: _rich(element, tag) for name, tag in _COMBINED.items()},
        hints=tuple(hint for found in element.iterfind("hint") if (hint := _rich_of(found))),
        tags=_read_tags(element),
        rubric=_rich(element, "graderinfo"),
        left_out=tuple(_left_out(element)),
        single=_text(element, "single") not in ("0", "false"),
        shuffled=_text(element, "shuffleanswers") not in ("0", "false"),
        case=_text(element, "usecase") == "1",
    )


_COMBINED = {"right": "correctfeedback", "partly": "partiallycorrectfeedback", "wrong": "incorrectfeedback"}


def _left_out(element: Element) -> Iterator[str]:
    if _rich(element, "responsetemplate"):
        yield "the text that an answer begins with"
    if _number(_text(element, "attachments")):
        yield "files that are handed in"
    if any(_number(_text(element, tag)) for tag in ("minwordlimit", "maxwordlimit")):
        yield "how many words an answer has"


def _read_tags(element: Element) -> tuple[str, ...]:
    tags = [(tag.findtext("text") or tag.text or "").strip() for tag in element.iterfind("tags/tag")]
    number = _text(element, "idnumber")
    return tuple(dict.fromkeys(tag for tag in [*tags, number] if tag))


def _text(element: Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else (found.findtext("text") or found.text or "").strip()


def _rich(element: Element, tag: str) -> RichText:
    found = element.find(tag)
    return RichText() if found is None else _rich_of(found)


def _rich_of(element: Element) -> RichText:
    text = element.find("text")
    files = {f.get("name", ""): (f.text or "").encode() for f in element.iterfind("file") if f.get("encoding", "base64") == "base64"}
    written = _with_pictures_apart(_written(element if text is None else text), files)
    if len(written) > MAX_TEXT:
        raise NotCarried(f"a text has at most {MAX_TEXT:,} characters. Got {len(written):,}")
    said = element.get("format") or (element.get("texttype") or "html")
    kind = _FORMATS.get(said, said if said in _KNOWN else "html")
    return RichText(written, kind, files)


def _with_pictures_apart(written: str, files: dict[str, bytes]) -> str:
    """Return a text without the bytes of the pictures in it; these are files beside it from now on."""

    def put_beside(match: re.Match[str]) -> str:
        name = next(n for number in count(1) if (n := f"picture-{number}.png") not in files)
        files[name] = match[3].encode()
        return f"{match[1]}@@PLUGINFILE@@/{name}{match[2]}"

    return _DRAWN_INSIDE.sub(put_beside, written)


def _written(element: Element) -> str:
    """Return an element's text, also where a bank forgot to escape its HTML."""
    inner = [child for child in element if child.tag not in ("file", "text", "feedback", "answer")]
    if not inner:
        return element.text or ""
    parts = [element.text or ""]
    for child in inner:
        parts += [f"<{child.tag}>", _written(child), f"</{child.tag}>", child.tail or ""]
    return "".join(parts)


def _with_old_image(ask: RichText, element: Element) -> RichText:
    """Return the question with the picture that Moodle 1 kept beside it."""
    name, data = _text(element, "image"), _text(element, "image_base64")
    if not name or not data:
        return ask
    name = re.sub(r"[^\w.-]", "-", name.rsplit("/", 1)[-1])
    return RichText(f'{ask.text}<p><img src="@@PLUGINFILE@@/{name}" alt=""></p>', "html", {**ask.files, name: data.encode()})


def _limited(found: list[Element], what: str, most: int = MAX_ANSWERS) -> list[Element]:
    if len(found) > most:
        raise NotCarried(f"a question has at most {most} {what}. Got {len(found):,}")
    return found


def _read_answers(element: Element) -> Iterator[Answer]:
    for answer in _limited(element.findall("answer"), "answers"):
        yield Answer(
            text=_rich_of(answer),
            share=_number(answer.get("fraction", "0")),
            feedback=_rich(answer, "feedback"),
            tolerance=_text(answer, "tolerance") or _text(element, "tolerance") or "0",
            tolerance_kind=_TOLERANCES.get(_text(answer, "tolerancetype"), "relative" if _is_calculated(element) else "nominal"),
            length=int(_number(_text(answer, "correctanswerlength") or "2")),
            significant=_text(answer, "correctanswerformat") == "2",
        )


def _is_calculated(element: Element) -> bool:
    return element.get("type", "").startswith("calculated")


def _number(text: str) -> float:
    try:
        value = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0


def _read_pairs(element: Element) -> Iterator[Pair]:
    for row in _limited(element.findall("subquestion"), "rows"):
        answer = row.find("answer")
        yield Pair(_rich_of(row), RichText() if answer is None else _as_pair(_rich_of(answer), answer))


def _as_pair(text: RichText, answer: Element) -> RichText:
    return text if answer.get("format") else RichText(text.text, "plain_text", text.files)


def _read_dragged(element: Element) -> Iterator[Dragged]:
    for tag in ("dragbox", "selectoption"):
        for box in _limited(element.findall(tag), "things to choose"):
            text = _rich_of(box)
            yield Dragged(text if tag == "dragbox" else RichText(text.text, "plain_text"), _text(box, "group") or "1")


def _read_datasets(element: Element) -> Iterator[Dataset]:
    for dataset in _limited(element.findall("dataset_definitions/dataset_definition"), "datasets", MAX_NAMES):
        items = sorted(dataset.iterfind("dataset_items/dataset_item"), key=lambda item: _number(_text(item, "number")))
        yield Dataset(_text(dataset, "name"), tuple(_text(item, "value") for item in items))
