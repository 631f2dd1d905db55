"""Figures of shapes and measures: the plane, angles, triangles, circles, areas, lengths, time."""

from __future__ import annotations

from courses.figures.figure import Figure, Options, State, keep
from courses.figures.options import Numbers, Points, Whole, Word, YesNo

_UNIT = Word(("cm", "m", "km"))
_TELL = YesNo(True)


def _points(options: Options) -> State:
    first = {"x": options["x"], "y": options["y"]}
    return first if options["mode"] == "point" else first | {"x2": options["x2"], "y2": options["y2"], "moves": 1}


SHAPES = (
    Figure(
        "coordinate-plane",
        "A point, or a line through two points, that moves on the squares of a plane; `given` shows points of yours as A, B, C.",
        {
            "mode": Word(("point", "line")),
            "from": Whole(-5, -20, 0),
            "to": Whole(5, 1, 20),
            "x": Whole(0, -20, 20),
            "y": Whole(0, -20, 20),
            "x2": Whole(1, -20, 20),
            "y2": Whole(1, -20, 20),
            "given": Points(),
        },
        _points,
        "`x`, `y`; with `mode: line` also `x2`, `y2`, and `moves` (the point that moves)",
        {"point": ("point",), "line": ("line",)},
        {"mode": "line", "from": "-5", "to": "5", "x": "0", "y": "1", "x2": "1", "y2": "3", "given": "(-3; 2)"},
        tuple(
            (lambda o, n=name: o["from"] <= o[n] <= o["to"], name, "must lie between from and to")  # type: ignore[misc]
            for name in ("x", "y", "x2", "y2")
        ),
        "mode",
    ),
    Figure(
        "angle",
        "An angle on a protractor, and its kind; `tell: no` leaves the degrees to be read off, with `typed: kind` the kind to be named.",
        {
            "degrees": Whole(30, 0, 360),
            "most": Whole(180, 90, 360),
            "step": Whole(5, 1, 45),
            "protractor": YesNo(True),
            "tell": _TELL,
            "typed": Word(("degrees", "kind")),
        },
        keep("degrees"),
        "`degrees`; with `typed: kind` one of `acute`, `right_angle`, `obtuse`, `straight`, `reflex`, `full`",
        {"degrees": ("whole", "number"), "kind": ("choice",)},
        {"degrees": "50", "step": "5"},
        ((lambda o: o["degrees"] <= o["most"], "degrees", "must not be more than most"),),
    ),
    Figure(
        "lines",
        "Two lines that cross, or two parallel lines and a third across; the angles are numbered, and the learner turns the line that goes across.",
        {
            "kind": Word(("crossing", "parallel")),
            "degrees": Whole(60, 30, 150),
            "step": Whole(5, 1, 15),
            "marked": Numbers((), 1, 8, 1, 8),
            "asked": Whole(1, 1, 8),
            "tell": _TELL,
        },
        keep("degrees"),
        "`degrees`: of angle 1; the size of the angle `asked` is sent",
        {"": ("whole", "number")},
        {"kind": "parallel", "degrees": "65", "marked": "1, 5", "asked": "8"},
        (
            (lambda o: o["kind"] == "crossing" or 45 <= o["degrees"] <= 135, "degrees", "must be 45 to 135 between parallel lines"),
            (lambda o: o["kind"] == "parallel" or all(n <= 4 for n in o["marked"]), "marked", "must be 1 to 4 where two lines cross"),
            (lambda o: o["kind"] == "parallel" or o["asked"] <= 4, "asked", "must be 1 to 4 where two lines cross"),
        ),
    ),
    Figure(
        "triangle",
        "A triangle with two angles that the learner sets; the third follows.",
        {
            "a": Whole(60, 10, 160),
            "b": Whole(60, 10, 160),
            "step": Whole(5, 1, 30),
            "tell": _TELL,
            "typed": Word(("third", "angles")),
        },
        keep("a", "b"),
        "`a`, `b`: angles in degrees",
        {"third": ("whole", "number"), "angles": ("gaps", "table")},
        {"a": "50", "b": "70"},
        ((lambda o: o["a"] + o["b"] <= 170, "b", "must leave 10 degrees for the third angle"),),
    ),
    Figure(
        "pythagoras",
        "A right triangle with the squares on its sides.",
        {"a": Whole(3, 1, 12), "b": Whole(4, 1, 12), "tell": _TELL, "typed": Word(("square", "sides"))},
        keep("a", "b"),
        "`a`, `b`: the short sides",
        {"square": ("whole", "number"), "sides": ("gaps", "table")},
        {"a": "3", "b": "4"},
    ),
    Figure(
        "circle",
        "A circle whose radius is set; diameter, circumference and area follow, with 3.14 for π.",
        {
            "radius": Whole(3, 1, 20),
            "most": Whole(10, 2, 20),
            "unit": _UNIT,
            "tell": _TELL,
            "typed": Word(("radius", "diameter", "circumference", "area")),
        },
        keep("radius"),
        "`radius`",
        {
            name: ("whole", "number") if name in ("radius", "diameter") else ("decimal", "number")
            for name in ("radius", "diameter", "circumference", "area")
        },
        {"radius": "4", "unit": "cm"},
        ((lambda o: o["radius"] <= o["most"], "radius", "must not be more than most"),),
    ),
    Figure(
        "rectangle",
        "A rectangle on unit squares; perimeter and area follow.",
        {
            "width": Whole(4, 1, 20),
            "height": Whole(3, 1, 12),
            "unit": _UNIT,
            "tell": _TELL,
            "typed": Word(("area", "perimeter", "sides")),
        },
        keep("width", "height"),
        "`width`, `height`",
        {"area": ("whole", "number"), "perimeter": ("whole", "number"), "sides": ("gaps", "table")},
        {"width": "6", "height": "4", "unit": "m"},
    ),
    Figure(
        "base-height",
        "A triangle, a parallelogram or a trapezoid on unit squares, with its base and its height; the area follows.",
        {
            "kind": Word(("triangle", "parallelogram", "trapezoid")),
            "base": Whole(6, 1, 12),
            "height": Whole(4, 1, 9),
            "top": Whole(3, 1, 12),
            "shift": Whole(2, 0, 6),
            "unit": _UNIT,
            "tell": _TELL,
            "typed": Word(("area", "sides")),
        },
        keep("base", "height", "top", "shift"),
        "`base`, `height`; of a trapezoid also `top`; `shift`: how far the tip or the upper side stands to the right",
        {"area": ("number", "whole", "decimal"), "sides": ("gaps", "table")},
        {"kind": "parallelogram", "base": "6", "height": "4", "shift": "2", "unit": "m"},
    ),
    Figure(
        "thermometer",
        "A thermometer with temperatures below and above zero; `tell: no` leaves the scale to be read.",
        {"from": Whole(-20, -100, 100), "to": Whole(40, -99, 200), "degrees": Whole(0, -100, 200), "step": Whole(1, 1, 10), "tell": _TELL},
        keep("degrees"),
        "`degrees`",
        {"": ("whole", "number")},
        {"from": "-20", "to": "40", "degrees": "-5"},
        (
            (lambda o: 10 <= o["to"] - o["from"] <= 150, "to", "must be 10 to 150 above from"),
            (lambda o: o["from"] <= o["degrees"] <= o["to"], "degrees", "must lie between from and to"),
        ),
    ),
    Figure(
        "ruler",
        "A thing to be measured, in millimetres, and a marker that is moved to its end; `start` lets it begin behind zero.",
        {"length": Whole(47, 1, 150), "start": Whole(0, 0, 50), "at": Whole(0, 0, 160), "unit": Word(("cm", "mm")), "tell": _TELL},
        keep("at"),
        "`at`: the marker, in millimetres from zero",
        {"": ("quantity",)},
        {"length": "47", "start": "0", "unit": "cm"},
        ((lambda o: o["length"] + o["start"] <= 160, "start", "puts the end behind 160 mm"),),
    ),
    Figure(
        "clock",
        "A clock whose hands are set; `tell: no` describes the hands and leaves the time to be read.",
        {"hour": Whole(12, 1, 12), "minute": Whole(0, 0, 59), "step": Whole(5, 1, 30), "tell": _TELL, "typed": Word(("time", "minute", "hour"))},
        keep("hour", "minute"),
        "`hour` (1 to 12), `minute`",
        {"time": ("gaps", "table"), "minute": ("whole",), "hour": ("whole",)},
        {"hour": "7", "minute": "35"},
    ),
)
