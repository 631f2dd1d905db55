"""Figures of numbers: place value, fractions, ratios, per cent, data, chance."""

from __future__ import annotations

from courses.figures.figure import Figure, Options, State, keep
from courses.figures.options import Counted, Numbers, Option, Side, Text, Texts, Whole, Word, YesNo
from courses.languages import Words

_PARTS: dict[str, Option] = {"denominator": Whole(4, 1, 12), "shaded": Whole(0, 0, 12), "fixed": YesNo(False)}
_MARKS = 200


def _first_point(options: Options) -> State:
    start = options["start"] if options["from"] <= options["start"] <= options["to"] else options["from"]
    return {"top": start * options["denominator"]}


def _shaded(options: Options) -> State:
    return {"bottom": options["denominator"], "top": options["shaded"]}


def _equation(options: Options) -> State:
    return {"left": list(options["left"]), "right": list(options["right"])}


NUMBERS = (
    Figure(
        "number-line",
        (
            "A point that moves from mark to mark; also for integers (`denominator: 1`) and decimals (`denominator: 10`, `typed: decimal`). "
            "A line of hundredths (`denominator: 100`) from one whole number to the next names its tenths."
        ),
        {
            "denominator": Whole(4, 1, 100),
            "from": Whole(0, -1000, 1000),
            "to": Whole(1, -1000, 1000),
            "start": Whole(0, -1000, 1000),
            "typed": Word(("fraction", "decimal")),
        },
        _first_point,
        "`top`: how many parts from 0",
        {"fraction": ("fraction", "mixed", "number", "whole"), "decimal": ("decimal", "number")},
        {"denominator": "4", "to": "2"},
        (
            (lambda o: o["from"] < o["to"], "to", "must be larger than from"),
            (lambda o: (o["to"] - o["from"]) * o["denominator"] <= _MARKS, "denominator", f"makes more than {_MARKS} marks"),
            (lambda o: not o["start"] or o["from"] <= o["start"] <= o["to"], "start", "must lie between from and to"),
            (lambda o: o["typed"] == "fraction" or o["denominator"] in (1, 2, 4, 5, 10, 20, 50, 100), "denominator", "makes no short decimals"),
        ),
    ),
    Figure(
        "fraction-bar",
        "A bar in equal parts, some coloured; `fixed: yes` keeps the number of parts.",
        _PARTS,
        _shaded,
        "`bottom`: parts, `top`: coloured",
        {"": ("fraction",)},
        {"denominator": "6", "shaded": "2"},
        ((lambda o: o["shaded"] <= o["denominator"], "shaded", "must not be more than denominator"),),
    ),
    Figure(
        "fraction-circle",
        "A circle in equal parts, some coloured.",
        _PARTS,
        _shaded,
        "`bottom`: parts, `top`: coloured",
        {"": ("fraction",)},
        {"denominator": "8", "shaded": "3"},
        ((lambda o: o["shaded"] <= o["denominator"], "shaded", "must not be more than denominator"),),
    ),
    Figure(
        "area-model",
        "A square in rows and columns: the product of two fractions.",
        {"rows": Whole(3, 1, 12), "columns": Whole(4, 1, 12), "across": Whole(0, 0, 12), "down": Whole(0, 0, 12)},
        keep("across", "down"),
        "`across`: coloured rows, `down`: coloured columns",
        {"": ("fraction",)},
        {"rows": "3", "columns": "4", "across": "2", "down": "3"},
        (
            (lambda o: o["across"] <= o["rows"], "across", "must not be more than rows"),
            (lambda o: o["down"] <= o["columns"], "down", "must not be more than columns"),
        ),
    ),
    Figure(
        "place-value",
        "Blocks of one, ten, a hundred, a thousand (with more than four places: counters), and the number in both digit systems.",
        {"places": Whole(3, 1, 7), "value": Whole(0, 0, 9_999_999)},
        keep("value"),
        "`value`: the number",
        {"": ("whole", "number")},
        {"places": "4", "value": "1234"},
        ((lambda o: o["value"] < 10 ** o["places"], "value", "needs more places"),),
    ),
    Figure(
        "balance",
        "Scales for an equation: the same is added to, taken from, or divided on both sides until x stands alone.",
        {"left": Side((2, 3)), "right": Side((0, 11))},
        _equation,
        "`left`, `right`: `[x, ones]` of each side",
        {"": ("equation",)},
        {"left": "2x + 3", "right": "11"},
        ((lambda o: o["left"][0] != o["right"][0], "right", "must have another number of x than left"),),
    ),
    Figure(
        "ratio-line",
        "A double number line and its table: so many of one for so many of the other.",
        {
            "top": Whole(1, 1, 1_000_000),
            "bottom": Whole(1, 1, 1_000_000),
            "top_name": Counted(("A", "A")),
            "bottom_name": Counted(("B", "B")),
            "most": Whole(6, 2, 12),
            "times": Whole(0, 0, 12),
            "typed": Word(("bottom", "top", "pair")),
        },
        keep("times"),
        "`times`: how often the first pair is taken",
        {"bottom": ("whole", "number"), "top": ("whole", "number"), "pair": ("gaps", "table")},
        {"top": "2", "bottom": "7000", "top_name": Words("គីឡូក្រាម", "kilogram | kilograms"), "bottom_name": Words("រៀល", "riel"), "times": "1"},
        ((lambda o: o["times"] <= o["most"], "times", "must not be more than most"),),
        named_by=("top_name", "bottom_name"),
    ),
    Figure(
        "percent-grid",
        "A hundred squares and a bar; beside them the same part of an amount.",
        {"percent": Whole(0, 0, 100), "whole": Whole(100, 1, 100_000_000), "unit": Counted(("", ""), 12), "typed": Word(("percent", "part"))},
        keep("percent"),
        "`percent`: coloured squares",
        {"percent": ("whole", "number"), "part": ("whole", "decimal", "number")},
        {"percent": "35", "whole": "20000", "unit": Words("រៀល", "riel")},
    ),
    Figure(
        "chart",
        "Bars, a histogram or a pie from your data; the learner sets one bar (`set: 2`), or all.",
        {
            "kind": Word(("bar", "histogram", "pie")),
            "values": Numbers((3, 5, 2), 0, 1_000_000, 2, 10),
            "labels": Texts(("A", "B", "C"), 11),
            "title": Text("", 60),
            "most": Whole(10, 1, 1_000_000),
            "step": Whole(1, 1, 100_000),
            "set": Whole(0, 0, 10),
            "typed": Word(("one", "all")),
        },
        lambda o: {"values": list(o["values"]), "bar": o["set"] or 1},
        "`values`: of the bars, `bar`: the one that moves",
        {"one": ("whole", "number"), "all": ("gaps", "table")},
        {
            "values": "4, 7, 2",
            "labels": Words("អង្ករ, ត្រី, បន្លែ", "rice, fish, greens"),
            "title": Words("បានលក់ (គីឡូក្រាម)", "Sold (kilograms)"),
            "set": "2",
        },
        (
            (lambda o: max(o["values"]) <= o["most"], "values", "must not be more than most"),
            (lambda o: o["set"] <= len(o["values"]), "set", "must be the number of a bar"),
            (
                lambda o: len(o["labels"]) == len(o["values"]) + (o["kind"] == "histogram"),
                "labels",
                "must be one for each value, in a histogram one more",
            ),
            (lambda o: o["kind"] != "pie" or sum(o["values"]) > 0, "values", "must not all be 0"),
            (lambda o: o["most"] <= 100 * o["step"], "step", "is too small for most"),
        ),
        named_by=("labels", "title"),
    ),
    Figure(
        "spinner",
        "A wheel of chance: the learner colours parts, and spins; the same seed gives the same row of results.",
        {"parts": Whole(8, 2, 12), "coloured": Whole(0, 0, 12), "seed": Whole(1, 1, 9999)},
        lambda o: {"coloured": o["coloured"], "spins": 0},
        "`coloured`: parts, `spins`: how often it was spun",
        {"": ("fraction", "number")},
        {"parts": "8", "coloured": "3", "seed": "7"},
        ((lambda o: o["coloured"] <= o["parts"], "coloured", "must not be more than parts"),),
    ),
    Figure(
        "dice",
        "Dice are thrown, and each result is counted; the same seed gives the same row of results.",
        {"dice": Whole(1, 1, 2), "seed": Whole(1, 1, 9999), "face": Whole(6, 1, 12), "typed": Word(("throws", "share"))},
        lambda o: {"throws": 0},
        "`throws`: how often they were thrown",
        {"throws": ("whole", "number"), "share": ("fraction", "number")},
        {"dice": "1", "seed": "5", "face": "6"},
        ((lambda o: o["dice"] <= o["face"] <= 6 * o["dice"], "face", "must be a result of the dice"),),
    ),
)
