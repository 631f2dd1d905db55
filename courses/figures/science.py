"""Figures of physics, chemistry and daily life."""

from __future__ import annotations

from courses.figures.figure import Figure, Options, State, keep
from courses.figures.options import Numbers, Reaction, Texts, Whole, Word, YesNo
from courses.languages import Words

_OPTICS = Word(("convex-lens", "concave-lens", "plane-mirror", "concave-mirror", "convex-mirror"))


def _speeds(options: Options) -> State:
    speeds = [*options["speeds"], *[0] * options["parts"]][: options["parts"]]
    return {"speeds": speeds, "part": 1}


SCIENCE = (
    Figure(
        "motion-graph",
        "A distance-time graph; the learner sets the speed of each part of the way.",
        {
            "parts": Whole(1, 1, 4),
            "seconds": Whole(5, 1, 60),
            "speeds": Numbers((0,), -20, 20, 1, 4),
            "most": Whole(5, 1, 20),
            "back": YesNo(False),
            "typed": Word(("speed", "all", "distance")),
        },
        _speeds,
        "`speeds`: in metres a second, `part`: the one that is set, and sent with `typed: speed`",
        {"speed": ("quantity",), "all": ("gaps", "table"), "distance": ("quantity",)},
        {"parts": "3", "seconds": "4", "speeds": "2, 0, 4"},
        (
            (lambda o: len(o["speeds"]) <= o["parts"], "speeds", "must not be more than parts"),
            (lambda o: max(map(abs, o["speeds"])) <= o["most"], "speeds", "must not be more than most"),
            (lambda o: o["back"] or min(o["speeds"]) >= 0, "speeds", "below 0 need back: yes"),
        ),
    ),
    Figure(
        "circuit",
        "A battery, a switch, one to three resistors one after the other or side by side, ammeter and voltmeter.",
        {
            "join": Word(("series", "parallel")),
            "volts": Whole(6, 0, 24),
            "ohms": Numbers((6,), 1, 100, 1, 3),
            "closed": YesNo(True),
            "change": Word(("both", "volts", "ohms")),
            "tell": YesNo(True),
            "typed": Word(("current", "voltage", "resistance")),
        },
        lambda o: {"volts": o["volts"], "ohms": o["ohms"][0], "closed": o["closed"]},
        "`volts`, `ohms` (of the first resistor), `closed`",
        {"current": ("quantity",), "voltage": ("quantity",), "resistance": ("quantity",)},
        {"join": "series", "volts": "12", "ohms": "4, 2"},
    ),
    Figure(
        "lever",
        "A beam with a weight on each side: force times distance.",
        {
            "left_weight": Whole(6, 1, 20),
            "left_at": Whole(2, 1, 10),
            "right_weight": Whole(4, 1, 20),
            "right_at": Whole(1, 1, 10),
            "change": Word(("place", "weight", "both")),
            "typed": Word(("place", "weight", "moment")),
        },
        lambda o: {"weight": o["right_weight"], "at": o["right_at"]},
        "`weight` (newton) and `at` (metres) of the right side",
        {"place": ("whole", "number"), "weight": ("whole", "number"), "moment": ("whole", "number")},
        {"left_weight": "6", "left_at": "2", "right_weight": "4", "right_at": "1"},
    ),
    Figure(
        "optics",
        "A candle before a lens or a mirror, the rays, and the image.",
        {
            "kind": _OPTICS,
            "focal": Whole(10, 2, 20),
            "object": Whole(30, 1, 60),
            "tell": YesNo(True),
            "typed": Word(("object", "image")),
        },
        keep("object"),
        "`object`: its distance in centimetres",
        {"object": ("quantity",), "image": ("quantity",)},
        {"kind": "convex-lens", "focal": "10", "object": "30"},
    ),
    Figure(
        "matter",
        "Particles of a substance that is heated and cooled: solid, liquid, gas.",
        {
            "from": Whole(-40, -250, 1000),
            "to": Whole(140, -240, 3000),
            "melts": Whole(0, -250, 3000),
            "boils": Whole(100, -250, 3000),
            "degrees": Whole(20, -250, 3000),
            "step": Whole(10, 1, 100),
            "typed": Word(("degrees", "state")),
        },
        keep("degrees"),
        "`degrees`: Celsius; with `typed: state` one of `solid`, `liquid`, `gas`",
        {"degrees": ("whole", "number"), "state": ("choice",)},
        {"melts": "0", "boils": "100", "degrees": "20"},
        (
            (lambda o: o["from"] < o["to"], "to", "must be larger than from"),
            (lambda o: o["melts"] < o["boils"], "boils", "must be larger than melts"),
            (lambda o: o["from"] <= o["degrees"] <= o["to"], "degrees", "must lie between from and to"),
        ),
    ),
    Figure(
        "atom",
        "A nucleus and its shells, of the first twenty elements; the charge and the mass number follow.",
        {
            "protons": Whole(1, 1, 20),
            "neutrons": Whole(0, 0, 22),
            "electrons": Whole(0, 0, 20),
            "typed": Word(("all", "protons", "neutrons", "electrons", "mass", "charge")),
        },
        keep("protons", "neutrons", "electrons"),
        "`protons`, `neutrons`, `electrons`",
        {"all": ("gaps", "table")} | dict.fromkeys(("protons", "neutrons", "electrons", "mass", "charge"), ("whole", "number")),
        {"protons": "6", "neutrons": "6", "electrons": "6"},
    ),
    Figure(
        "reaction",
        "A reaction as pictures of its molecules; the learner sets the number before each, and the atoms are counted.",
        {"reaction": Reaction("H2 + O2 -> H2O"), "most": Whole(6, 2, 9)},
        lambda o: {"numbers": [1] * (o["reaction"].count("+") + 2), "one": 1},
        "`numbers`: before each formula, `one`: the one that is set",
        {"": ("reaction",)},
        {"reaction": "N2 + H2 -> NH3"},
    ),
    Figure(
        "ph-scale",
        "The pH scale with colours and things of daily life.",
        {"ph": Whole(7, 0, 14), "tell": YesNo(True), "typed": Word(("ph", "kind"))},
        keep("ph"),
        "`ph`; with `typed: kind` one of `acid`, `neutral`, `base`",
        {"ph": ("whole", "number"), "kind": ("choice",)},
        {"ph": "3"},
    ),
    Figure(
        "budget",
        "Income, and what it is spent on, in riel; what is left follows.",
        {
            "income": Whole(800_000, 0, 100_000_000),
            "lines": Texts(("A", "B", "C"), 8),
            "amounts": Numbers((0, 0, 0), 0, 100_000_000, 1, 8),
            "step": Whole(10_000, 100, 1_000_000),
            "typed": Word(("left", "spent", "all")),
        },
        lambda o: {"amounts": list(o["amounts"]), "line": 1},
        "`amounts`: of the lines, `line`: the one that is set",
        {"left": ("whole", "number"), "spent": ("whole", "number"), "all": ("gaps", "table")},
        {
            "income": "800000",
            "lines": Words("អាហារ, ផ្ទះ, ធ្វើដំណើរ, សន្សំ", "food, home, transport, savings"),
            "amounts": "300000, 150000, 80000, 50000",
        },
        ((lambda o: len(o["lines"]) == len(o["amounts"]), "amounts", "must be one for each of lines"),),
        named_by=("lines",),
    ),
)
