"""A curriculum vitae keeps what fits on a page and says nothing of prison by itself; a list of job centres is the site's."""

from datetime import UTC, datetime

import pytest

from grading.records.roster import Person
from tutor.cv import ROWS, SINGLE, find_named, keep_cv, load_cv
from tutor.job_centres import FILE, JobCentre, UnreadableList, keep_centres, parse_centres, read_centres
from tutor.store.database import open_store

AT = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
SOPHEA = Person("101", "សុភា", "Sophea")
PURSAT = JobCentre("ពោធិ៍សាត់", "មជ្ឈមណ្ឌលការងារ", "ផ្លូវជាតិលេខ ៥", "012 345 678", "ច័ន្ទ ដល់ សុក្រ")


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'tutor.sqlite'}", 5)
    yield store
    store.close()


def test_names_come_from_the_roster_until_they_are_changed(store):
    """Also one that is made empty stays empty."""
    with store.writing() as connection:
        keep_cv(connection, "101", {"name_en": "", "phone": "012 345 678"}, AT)
        kept = load_cv(connection, SOPHEA)
    assert ("សុភា", "", "012 345 678", "") == tuple(kept[name] for name in ("name_km", "name_en", "phone", "work"))


def test_what_is_too_long_is_cut_and_what_is_unknown_left_out(store):
    """So that it fits on one page, and nothing else is kept under its name."""
    with store.writing() as connection:
        keep_cv(connection, "101", {"work": "ក" * 900, "experience.1.what": "ដេរ\x00", "experience.9.what": "x", "@test": "x"}, AT)
        kept = load_cv(connection, SOPHEA)
    assert (100, "ដេរ") == (len(kept["work"]), kept["experience.1.what"])
    assert set(kept) == {field.name for field in SINGLE} | {field.name for rows in ROWS for row in rows.fields() for field in row}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ភូមិថ្មី ខេត្តកណ្ដាល", False),
        ("រៀនដេរនៅពន្ធនាគារព្រៃវែង", True),
        ("មណ្ឌលអប់រំកែប្រែទី ២", True),
        ("Correctional Centre 1", True),
        ("I want to correct my spelling", False),
        ("Prisma print shop", False),
        ("ខ្ញុំចេះជួសជុលម៉ូតូ", False),
    ],
)
def test_a_text_that_tells_too_much_is_found(text, named):
    """It is only shown to the writer, who decides."""
    assert named == bool(find_named({"about": text}))


def test_a_list_is_kept_and_read_again(tmp_path):
    """With commas, quotes and Khmer, in a file that a spreadsheet opens."""
    keep_centres(tmp_path, [{"place": 'Pursat, "west"', "name": "NEA"}, {"place": " ", "note": "no place and no name"}])
    assert [JobCentre('Pursat, "west"', "NEA")] == read_centres(tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["ខេត្ត,ឈ្មោះ,ទូរសព្ទ\nពោធិ៍សាត់,មជ្ឈមណ្ឌល,012", "name;phone;place\nមជ្ឈមណ្ឌល;012;ពោធិ៍សាត់\n;;\n"])
def test_a_spreadsheets_own_file_is_read(text):
    """Columns in any order, Khmer or English, with comma or semicolon; empty rows are none."""
    assert [JobCentre("ពោធិ៍សាត់", "មជ្ឈមណ្ឌល", phone="012")] == parse_centres(text)


def test_a_file_that_is_none_is_told(tmp_path):
    """What is missing is said to staff; learners see the sign for an empty list."""
    assert [] == read_centres(tmp_path)
    for data in (b"a,b\n1,2\n", b"\xff\xfe\x00", b""):
        (tmp_path / FILE).write_bytes(data)
        with pytest.raises(UnreadableList):
            read_centres(tmp_path)
