"""A corpus of broken units, one for each rule: a sound content, what is changed in it, and where the check must point.

A change is the file and either its new text, or a pair of what is replaced there and by what; None takes the file away.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.courses.makers import COURSE, ITEM, UNIT

U = "math/fractions"
WORDS = """\
review: {km: draft, en: draft}
sources: {book: a textbook}
words:
  fraction: {km: ប្រភាគ, en: fraction, source: book}
  denominator: {km: ភាគបែង, en: denominator, instead_of: {km: [ភាគក្រោម], en: [bottom number]}}
"""
HALF = """\
skills: [add]
level: 1
source: written for this test
review: {km: draft, en: draft}
ask: {km: តើមួយណាជាពាក់កណ្ដាល?, en: Which one is a half?}
answer:
  kind: choice
  choices:
    - {id: half, text: '$\\frac{1}{2}$'}
    - {id: third, text: '$\\frac{1}{3}$'}
  right: half
hints:
  - {km: មើលភាគបែង។, en: Look at the denominator.}
  - {km: ចែកជាពីរ។, en: Divide by two.}
tests:
  - {typed: half, verdict: right}
"""
SACKS = """\
skills: [add]
level: 1
source: written for this test
review: {km: draft, en: draft}
draw: {a: [20, 30, 40], b: [3, 4]}
ask:
  km: |
    សុខាមាន @a បាវ។ គាត់ទិញ @b ដងនៃចំនួននេះ។
    តើគាត់ទិញប៉ុន្មានបាវ?
  en: |
    Sokha has @a sacks. He buys @b times as many.
    How many sacks does he buy?
answer: {kind: whole, value: a*b}
hints:
  - km: |
      គុណ។
    en: |
      Multiply.
  - {km: ចម្លើយគឺ $@a \\times @b$ ។, en: The answer is $@a \\times @b$.}
tests:
  - {a: 20, b: 3, typed: "60", verdict: right}
"""
SACKS_EN = "  en: |\n    Sokha has @a sacks. He buys @b times as many.\n    How many sacks does he buy?\n"
HALF_ASK = "{km: តើមួយណាជាពាក់កណ្ដាល?, en: Which one is a half?}"
PICTURE = "{{km: 'តើនេះជាអ្វី? ![{}](pictures/sack.png)', en: 'What is this? ![{}](pictures/sack.png)'}}"
PICTURE_LINE = "\n![A sack of rice](pictures/sack.png)\n"
LESSON = {
    "km": "# ការបូក\n\nមួយភាគពីរ $\\frac12$ ។\n\n:::{example} ឧទាហរណ៍\nគណនា។\n:::\n\n:::{practice}\n:::\n\nសម្រាកសិន។\n",
    "en": "# Adding\n\nA half $\\frac12$.\n\n:::{example} Example\nWork out.\n:::\n\n:::{practice}\n:::\n\nNow rest.\n",
}
TEST = """\
name: fractions-test
title: {km: តេស្ត, en: Test}
questions:
  - {id: q1, item: sum, points: 1}
"""
SOUND: Mapping[str, str] = {
    "words.yaml": WORDS,
    "math/course.yaml": COURSE,
    f"{U}/unit.yaml": UNIT,
    f"{U}/items/half.yaml": HALF,
    f"{U}/items/sacks.yaml": SACKS,
    f"{U}/items/sum.yaml": ITEM,
    f"{U}/lessons/01-adding.km.md": LESSON["km"],
    f"{U}/lessons/01-adding.en.md": LESSON["en"],
    f"{U}/assignment.yaml": TEST,
    f"{U}/summary.km.md": "# ប្រភាគ\n\nភាគបែងប្រាប់ចំនួនចំណែក។\n",
    f"{U}/summary.en.md": "# Fractions\n\nThe denominator tells the number of parts.\n",
}

LONG_EN = "The man who lives in the house that stands by the road to the market sells rice and fish to all of us."
LONG_KM = "បុរសដែលរស់នៅក្នុងផ្ទះ ដែលនៅក្បែរផ្លូវទៅផ្សារ លក់អង្ករ និងត្រី ឲ្យយើងទាំងអស់គ្នា រាល់ថ្ងៃ ពីព្រឹកដល់ល្ងាច"
HARD = "\n\n".join(
    ["Quantitative considerations necessitate mathematical understanding.", "Proportional relationships characterise commercial situations."] * 3
)
HARD_KM = "\n\n".join(["ត្រូវយល់គណិតវិទ្យា។"] * 6)
IDLE = ("skills:\n", "skills:\n  idle: {title: {km: ទំនេរ, en: Idle}}\n")
"""A second skill that no item trains."""
BACK = ("skills:\n", "skills:\n  count: {title: {km: រាប់, en: Counting}, needs: [add]}\n")
"""A second skill that needs the first; no lesson teaches it."""
GIVEN_AWAY = [("a*b}\n", "total}\nlet: {total: a*b}\n"), ("      គុណ។", "      គឺ @total ។"), ("      Multiply.", "      It is @total.")]
ONE_HALF = [("text: '$\\frac{1}{2}$'", "km: មួយភាគពីរ, en: one half"), ("text: '$\\frac{1}{3}$'", "km: មួយភាគបី, en: one third")]
BAGS = (
    SACKS.replace("Sokha", "Dara")
    .replace("សុខា", "ដារ៉ា")
    .replace("[20, 30, 40]", "[50, 60]")
    .replace('a: 20, b: 3, typed: "60"', 'a: 50, b: 3, typed: "150"')
)
REPLY = "  - {when: third, say: {km: តូចជាង។, en: It is less.}}\n"
Change = str | None | tuple[str, str] | list[tuple[str, str]]
Case = tuple[Mapping[str, Change], list[str]]
"""What is changed, and each finding as `file:line` or, where it is of another rule, `file:line rule`."""

LESSON_KM, LESSON_EN = f"{U}/lessons/01-adding.km.md", f"{U}/lessons/01-adding.en.md"
SUM, HALF_FILE, SACKS_FILE, HEAD = f"{U}/items/sum.yaml", f"{U}/items/half.yaml", f"{U}/items/sacks.yaml", f"{U}/unit.yaml"
NAMED = ":::{figure-widget} chart\nvalues: 3, 5\nlabels: rice, fish\ntitle: kg\n:::\n"
EXAM = """\
title: {km: ប្រឡង, en: Exam}
minutes: 60
rows:
  - {unit: fractions, skills: [add], level: 1, marks: 1}
written:
  - ask: {km: សូមសរសេរ, en: Write}
    rubric: {km: ល្អ, en: Good}
    marks: 2
"""
CHART = ":::{figure-widget} chart\nvalues: 3, 5\nlabels: A, B\n:::\n"

CORPUS: Mapping[str, list[Case]] = {
    "unreadable": [
        ({SUM: ("level: 2", "levle: 2")}, [f"{SUM}:2"]),
        ({SUM: "skills: [add\nlevel: 2\n"}, [f"{SUM}:2"]),
        ({LESSON_KM: LESSON["km"] + ":::{figure-widget} clock\nhour: 13\n:::\n"}, [f"{LESSON_KM}:14"]),
        ({"words.yaml": ("source: book", "source: boko")}, ["words.yaml:4"]),
    ],
    "broken_reference": [
        ({SUM: ("[add]", "[ad]")}, [f"{SUM}:1", f"{HEAD}:3 few_items"]),
        ({f"{U}/assignment.yaml": ("item: sum", "item: smu")}, [f"{U}/assignment.yaml:4"]),
        ({LESSON_EN: ("{practice}", "{practice} ad")}, [f"{LESSON_EN}:9", f"{LESSON_KM}:9 unequal_languages"]),
        ({HEAD: ("skills: [add]", "skills: [ad]")}, [f"{HEAD}:5"]),
        ({HEAD: ("en: Adding}}\nlessons", "en: Adding}, needs: [math/decimals/add]}\nlessons")}, [f"{HEAD}:3"]),
    ],
    "unit_test": [
        ({SUM: ITEM.split("answer:")[0] + "answer: {kind: long_text}\n"}, [f"{U}/assignment.yaml:4"]),
        ({f"{U}/assignment.yaml": ("fractions-test", "Fractions Test")}, [f"{U}/assignment.yaml:1"]),
    ],
    "outside_link": [
        (
            {"math/exam.yaml": EXAM.replace("en: Write}", "en: 'Write to http://example.org'}")},
            ["math/exam.yaml:6"],
        ),
        ({LESSON_EN: LESSON["en"] + "See https://example.org/x\n"}, [f"{LESSON_EN}:13"]),
        ({LESSON_KM: LESSON["km"] + "![រូប](https://example.org/x.png)\n"}, [f"{LESSON_KM}:13"]),
        ({SACKS_FILE: ("      Multiply.", "      Multiply. See www.example.org.")}, [f"{SACKS_FILE}:17"]),
    ],
    "unknown_name": [({SUM: ("en: Find a common", "en: Find @comon or a common")}, [f"{SUM}:17", f"{SUM}:17 other_numbers"])],
    "unused_name": [({SACKS_FILE: [("b: [3, 4]}", "b: [3, 4], c: [1]}"), ("b: 3,", "b: 3, c: 1,")]}, [f"{SACKS_FILE}:5"])],
    "unused_text": [({HEAD: UNIT + "texts: {market: សុខាទៅផ្សារ។}\n"}, [f"{HEAD}:6"])],
    "bad_formula": [
        ({SUM: ("when: 2/(a + b)", "when: 2/(a + bb)")}, [f"{SUM}:13", f"{SUM}:22 failing_test"]),
        ({SUM: ("total: 1/a", "total: 1/(a-a)")}, [f"{SUM}:11"]),
    ],
    "no_variant": [({SUM: ("keep: a != b", "keep: a > 9")}, [f"{SUM}:6"])],
    "wrong_key": [
        ({SACKS_FILE: [("value: a*b", "value: a/7"), ('"60", verdict: right', '"60", verdict: wrong')]}, [f"{SACKS_FILE}:13", f"{SACKS_FILE}:13"]),
        ({HALF_FILE: ("frac{1}{3}", "frac{1}{2}")}, [f"{HALF_FILE}:6"]),
    ],
    "misconception_is_key": [({SUM: ("when: 2/(a + b)", "when: total")}, [f"{SUM}:13", f"{SUM}:22 failing_test"])],
    "idle_misconception": [
        ({SUM: ("hints:\n", "  - name: again\n    when: 2/(b + a)\n    say: {km: ម្ដងទៀត។, en: Once more.}\nhints:\n")}, [f"{SUM}:16"]),
    ],
    "idle_reply": [
        ({HALF_FILE: ("hints:\n", f"replies:\n{REPLY}{REPLY}hints:\n")}, [f"{HALF_FILE}:14"]),
    ],
    "failing_test": [({SUM: ("typed: 5/6, verdict: right", "typed: 1/6, verdict: right")}, [f"{SUM}:19"])],
    "hint_gives_answer": [
        ({SACKS_FILE: GIVEN_AWAY}, [f"{SACKS_FILE}:16"]),
        ({HALF_FILE: [("មើលភាគបែង។", "យកមួយភាគពីរ។"), ("Look at the denominator.", "Take one half."), *ONE_HALF]}, [f"{HALF_FILE}:13"]),
    ],
    "same_item": [({f"{U}/items/bags.yaml": BAGS}, [f"{SACKS_FILE}:6"])],
    "missing_translation": [
        ({SUM: ("  en: Work out $\\frac{1}{@a} + \\frac{1}{@b}$.\n", "")}, [f"{SUM}:9"]),
        ({LESSON_EN: None}, [f"{LESSON_EN}:1"]),
        ({f"{U}/summary.en.md": None}, [f"{U}/summary.en.md:1"]),
        ({SACKS_FILE: ("review: {km: draft, en: draft}", "review: {km: missing, en: draft}")}, [f"{SACKS_FILE}:4"]),
        ({HEAD: ("title: {km: ប្រភាគ, en: Fractions}", "title: {en: Fractions}\nreview: {km: missing, en: draft}")}, [f"{HEAD}:2"]),
    ],
    "english_to_write": [
        ({SACKS_FILE: [("review: {km: draft, en: draft}", "review: {km: draft, en: missing}"), (SACKS_EN, "")]}, [f"{SACKS_FILE}:4"]),
        ({"math/course.yaml": ("title: {km: គណិតវិទ្យា, en: Math}", "review: {km: draft, en: missing}\ntitle: {km: គណិតវិទ្យា}")}, ["math/course.yaml:1"]),
    ],
    "missing_picture": [
        ({HALF_FILE: (HALF_ASK, PICTURE.format("បាវ", "a sack"))}, [f"{HALF_FILE}:5"]),
        ({LESSON_EN: LESSON["en"] + PICTURE_LINE}, [f"{LESSON_EN}:12"]),
    ],
    "untranslated": [
        ({"math/exam.yaml": EXAM.replace("rubric: {km: ល្អ", "rubric: {km: Good")}, ["math/exam.yaml:7"]),
        ({SUM: ("រកភាគបែងរួម។", "Find a common denominator.")}, [f"{SUM}:17"]),
        ({LESSON_KM: ("មួយភាគពីរ", "A half, and a half,")}, [f"{LESSON_KM}:1"]),
        ({LESSON_KM: LESSON["km"] + NAMED, LESSON_EN: LESSON["en"] + NAMED}, [f"{LESSON_KM}:13"]),
        ({HEAD: ("km: បូក, en: Adding", "km: Adding, en: Adding")}, [f"{HEAD}:3"]),
        ({f"{U}/assignment.yaml": ("km: តេស្ត", "km: Test")}, [f"{U}/assignment.yaml:2"]),
        ({"math/course.yaml": ("about: {km: ចំនួន, en: Numbers}", "about: {km: Numbers, en: Numbers}")}, ["math/course.yaml:2"]),
    ],
    "unequal_languages": [
        ({LESSON_EN: ("# Adding\n", "# Adding\n\n## More\n")}, [f"{LESSON_KM}:1"]),
        ({f"{U}/summary.en.md": ("# Fractions\n", "# Fractions\n\n## More\n")}, [f"{U}/summary.km.md:1"]),
    ],
    "other_numbers": [
        ({SACKS_FILE: ("@b times as many", "some more")}, [f"{SACKS_FILE}:7"]),
        ({LESSON_EN: ("A half $\\frac12$.", "A half $\\frac12$ of 40.")}, [f"{LESSON_KM}:1"]),
    ],
    "long_sentence": [
        ({LESSON_EN: LESSON["en"] + f"\n{LONG_EN}\n"}, [f"{LESSON_EN}:14"]),
        ({LESSON_KM: LESSON["km"] + f"\n{LONG_KM}។\n"}, [f"{LESSON_KM}:14"]),
    ],
    "long_stretch": [({SACKS_FILE: ("គុណ។", "ត្រូវគុណចំនួនបាវដែលសុខាមានជាមួយចំនួនដងដែលគាត់ទិញនោះ។")}, [f"{SACKS_FILE}:15"])],
    "reading_level": [
        ({f"{U}/summary.en.md": f"# Fractions\n\n{HARD}\n", f"{U}/summary.km.md": f"# ប្រភាគ\n\n{HARD_KM}\n"}, [f"{U}/summary.en.md:3"]),
    ],
    "other_word": [
        ({SUM: ("រកភាគបែងរួម។", "រកភាគក្រោមរួម។")}, [f"{SUM}:17"]),
        ({f"{U}/summary.en.md": ("The denominator", "The bottom number")}, [f"{U}/summary.en.md:3"]),
    ],
    "unlisted_word": [
        ({LESSON_EN: ("Now rest.", "Now **rest**, with two **fractions**.")}, [f"{LESSON_EN}:12"]),
        ({LESSON_KM: ("សម្រាកសិន។", "**សម្រាក**សិន។ មាន **ប្រភាគ**។")}, [f"{LESSON_KM}:12"]),
    ],
    "two_words": [
        ({"words.yaml": WORDS + "  part: {km: ភាគ, en: Denominator}\n"}, ["words.yaml:6"]),
        ({"words.yaml": WORDS + "  fraction: {km: ភាគ, en: part}\n"}, ["words.yaml:6"]),
    ],
    "no_alternative": [
        ({HALF_FILE: (HALF_ASK, PICTURE.format("", "a sack"))}, [f"{HALF_FILE}:5", f"{HALF_FILE}:5 missing_picture"]),
        ({LESSON_KM: LESSON["km"] + CHART, LESSON_EN: LESSON["en"] + CHART}, [f"{LESSON_EN}:13", f"{LESSON_KM}:13"]),
    ],
    "untrained_skill": [({HEAD: [IDLE, ("skills: [add]", "skills: [add, idle]")]}, [f"{HEAD}:3"])],
    "unreachable_skill": [
        ({HEAD: BACK, **dict.fromkeys((HALF_FILE, SUM, SACKS_FILE), ("[add]", "[add, count]"))}, [f"{HEAD}:3"]),
        ({HEAD: [IDLE, ("en: Adding}}\nl", "en: Adding}, needs: [idle]}\nl"), ("[add]", "[add, idle]")]}, [f"{HEAD}:3 untrained_skill", f"{HEAD}:4"]),
    ],
    "circular_needs": [
        ({HEAD: ("en: Adding}}\nlessons", "en: Adding}, needs: [add]}\nlessons")}, [f"{HEAD}:3"]),
        (
            {
                HEAD: ("en: Adding}}\nlessons", "en: Adding}, needs: [math/more/add]}\nlessons"),
                "math/more/unit.yaml": UNIT.split("lessons:")[0].replace("Adding}", "Adding}, needs: [fractions/add]") + "lessons: {}\n",
                "math/course.yaml": ("units:\n", "units:\n  - folder: more\n"),
            },
            [f"{HEAD}:3", "math/more/unit.yaml:3 unreachable_skill", "math/more/unit.yaml:3 untrained_skill"],
        ),
    ],
    "few_items": [({HALF_FILE: ("level: 1", "level: 2"), SACKS_FILE: None}, [f"{HEAD}:3"])],
    "exam": [
        (
            {"math/exam.yaml": "title: {km: ប្រឡង, en: Exam}\nminutes: 60\nrows:\n  - {unit: fractions, skills: [add], level: 3, marks: 1}\n"},
            ["math/exam.yaml:4"],
        ),
    ],
    "exam_gap": [
        (
            {
                "math/exam.yaml": EXAM,
                "math/more/unit.yaml": UNIT.split("skills:")[0] + "skills: {}\nlessons: {}\n",
                "math/course.yaml": ("  - folder", "  - folder: more\n  - folder"),
            },
            ["math/exam.yaml:1"],
        ),
    ],
    "bad_acceptance": [
        ({SUM: ITEM + "accept_warnings: {wrong_key: never mind}\n"}, [f"{SUM}:23"]),
        ({SUM: ITEM + "accept_warnings: {long_sentense: never mind}\n"}, [f"{SUM}:23"]),
        ({LESSON_EN: LESSON["en"] + f"\n% accept long_sentence:\n{LONG_EN}\n"}, [f"{LESSON_EN}:14", f"{LESSON_EN}:15 long_sentence"]),
    ],
    "idle_acceptance": [
        ({SUM: ITEM + "accept_warnings: {long_sentence: it is a proverb}\n"}, [f"{SUM}:23"]),
        ({LESSON_EN: LESSON["en"] + "\n% accept long_sentence: a proverb\nShort.\n"}, [f"{LESSON_EN}:14"]),
    ],
}


def make_broken(folder: Path, changes: Mapping[str, Change]) -> Path:
    """Write the sound content with some files changed."""
    for name in {**SOUND, **changes}:
        text = _changed(SOUND.get(name, ""), changes[name]) if name in changes else SOUND[name]
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return folder


def _changed(text: str, change: Change) -> str | None:
    if change is None or isinstance(change, str):
        return change
    for old, new in change if isinstance(change, list) else [change]:
        assert old in text, f"{old!r} is not there to be replaced"
        text = text.replace(old, new)
    return text
