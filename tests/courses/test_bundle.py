"""A bundle is taken whole, from somebody the site trusts, or not at all; what learners did keeps counting."""

import base64
import hashlib
import io
import json
import shutil
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.bundle.installing import install, prepare, trusted_of
from courses.bundle.keys import TrustedKeys, make_key, read_signing_key
from courses.bundle.manifest import FORMAT, Entry, Manifest, read_manifest
from courses.bundle.opening import CONTENT, MANIFEST, SIGNATURE, hash_file, is_bundle, open_bundle
from courses.bundle.packing import pack
from courses.bundle.paper import make_paper
from courses.errors import BundleRefused, ContentErrors
from courses.import_export import export_command, import_command
from courses.library import Library
from courses.library_commands import undo_command
from tests.courses.makers import COURSE, ITEM, UNIT, make_content

SUM = "math/fractions/items/sum.yaml"
EXTRA = "content/math/fractions/items/extra.yaml"
CHANGED = ITEM.replace("Work out", "Find")
EARLY, LATE = datetime(2027, 1, 4, tzinfo=UTC), datetime(2027, 2, 4, tzinfo=UTC)


class World:
    """An author with a key, and a site that trusts it."""

    def __init__(self, folder):
        self.folder = folder
        self.content = make_content(folder / "content")
        make_key(folder / "keys", "author", "An author")
        self.key = read_signing_key(folder / "keys" / "author.key")
        self.bundle, self.lessons = folder / "math.rean", folder / "site" / "built" / "lessons"
        self.library = Library(folder / "site" / "courses", make_content(folder / "shipped"))
        trusted_of(self.library).trust(folder / "keys" / "author.pub")

    def write(self, name, text):
        (self.content / name).write_text(text, "utf-8")

    def pack(self, scope="", now=EARLY):
        return pack(self.content, self.bundle, self.key, scope, now=now)

    def install(self, **options):
        with prepare(self.bundle, self.library, **options) as prepared:
            install(prepared, self.library, self.lessons, "admin")
            return prepared.plan

    def refuse(self, **options):
        """Return why the bundle is refused; nothing may have changed."""
        before = self.library.current
        with pytest.raises(BundleRefused) as refused, prepare(self.bundle, self.library, **options):
            pass
        assert before == self.library.current
        return str(refused.value)

    def members(self):
        with zipfile.ZipFile(self.bundle) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    def rewrite(self, members, sign=True):
        """Write a bundle of these members, signed again where its list is meant to be believed."""
        if sign:
            about = {"key": self.key.public.raw, "signature": self.key.sign(members[MANIFEST])}
            members = members | {SIGNATURE: json.dumps({name: base64.b64encode(raw).decode() for name, raw in about.items()}).encode()}
        with zipfile.ZipFile(self.bundle, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)

    def change_list(self, **changed):
        """Sign a list that says something else, as an author with a bad tool might."""
        members = self.members()
        self.rewrite(members | {MANIFEST: json.dumps(json.loads(members[MANIFEST]) | changed).encode()})


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def test_a_bundle_goes_from_an_author_to_a_class(world):
    """Packed, checked, installed: the site teaches what the author wrote, and nothing else changed."""
    world.write(SUM, CHANGED)
    world.pack("math")
    plan = world.install()
    assert (("math/fractions/sum",), (), ()) == (plan.items.changed, plan.items.new, plan.lost)
    assert CHANGED == (world.library.live / SUM).read_text("utf-8")
    assert (world.lessons / "math" / "fractions" / "01-adding.en.ipynb").is_file()


def test_the_list_says_what_is_in_it(world):
    """Size, hash, licence, language, review state, and no link."""
    entry = next(entry for entry in world.pack().files if entry.path == SUM)
    assert (len(ITEM.encode()), "km, en", "km: draft, en: draft", 0) == (entry.bytes, entry.language, entry.review, entry.outside_links)
    assert {"units": 1, "lessons": 1, "items": 1} == world.pack().counts


def test_the_same_content_at_the_same_time_is_the_same_bundle(world):
    """Two packings can be compared by their hash."""
    world.pack()
    first = hash_file(world.bundle)
    world.pack()
    assert first == hash_file(world.bundle)


def test_what_does_not_pass_the_check_is_not_packed(world):
    """The first error is told; no file is left."""
    world.write(SUM, ITEM.replace("typed: 5/6, verdict: right", "typed: 5/6, verdict: wrong"))
    with pytest.raises(BundleRefused, match=r"sum\.yaml"):
        world.pack()
    assert not world.bundle.exists()


def test_what_leads_outside_is_not_packed(world):
    """A bundle names no address, not even in a comment."""
    world.write(SUM, ITEM + "# from https://example.org\n")
    with pytest.raises(BundleRefused, match=r"sum\.yaml:\d+: names an address"):
        world.pack()


@pytest.mark.parametrize("name", ["a:b.rean", "a?.rean", ".hidden", "x.rean.", "កញ្ចប់.rean"])
def test_a_name_that_no_stick_can_hold_is_refused(world, name):
    """FAT takes no colon and no question mark; odd signs are lost on the way."""
    with pytest.raises(BundleRefused, match="on a stick"):
        pack(world.content, world.folder / name, world.key)


def test_a_stranger_is_not_trusted(world):
    """The refusal names the stranger's key, so that it can be compared."""
    make_key(world.folder / "keys", "stranger", "A stranger")
    stranger = read_signing_key(world.folder / "keys" / "stranger.key")
    pack(world.content, world.bundle, stranger)
    assert stranger.public.fingerprint in world.refuse()


def test_nobody_is_trusted_at_first(world, tmp_path):
    """A site without keys takes nothing, and says how to trust."""
    world.pack()
    with pytest.raises(BundleRefused, match="keys trust"):
        open_bundle(world.bundle, TrustedKeys(tmp_path / "none"))


def test_a_key_is_no_longer_trusted(world):
    """From then on its bundles are refused."""
    world.pack()
    trusted_of(world.library).distrust("author")
    assert "does not trust" in world.refuse()


def test_one_changed_letter_is_found(world):
    """In a file, in the list, in the signature."""
    world.pack()
    sound = world.members()
    world.rewrite(sound | {CONTENT + SUM: sound[CONTENT + SUM].replace(b"level: 2", b"level: 3")}, sign=False)
    assert SUM in world.refuse()
    world.rewrite(sound | {MANIFEST: sound[MANIFEST].replace(b'"items": 1', b'"items": 2')}, sign=False)
    assert "is not what An author has signed" in world.refuse()
    world.rewrite(sound | {SIGNATURE: sound[SIGNATURE].replace(b'"signature": "', b'"signature": "AAAA')}, sign=False)
    assert "manifest.sig" in world.refuse()


@pytest.mark.parametrize(
    "name",
    [
        EXTRA,
        "content/math/run.py",
        "../../etc/cron.d/x",
        "content/../x.yaml",
        "/etc/passwd",
        "content/math\\x.yaml",
        "content/math/fractions/pictures/x.svg",
        "content/CON.yaml",
        "content/math/",
        "readme.html",
    ],
)
def test_a_file_too_many_is_found(world, name):
    """Also one whose name leads out of the folder."""
    world.pack()
    world.rewrite(world.members() | {name: b"x"}, sign=False)
    said = "is not in the list" if name == EXTRA else "has no place in a bundle"
    assert said in world.refuse()


def test_a_file_too_few_is_found(world):
    """Each is named."""
    world.pack()
    members = world.members()
    del members[CONTENT + SUM]
    world.rewrite(members, sign=False)
    assert f"{SUM} is in the list and missing" in world.refuse()


def test_a_name_that_stands_twice_is_found(world):
    """Who reads the first and who reads the last would read two different bundles."""
    world.pack()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(world.bundle, "a") as archive:
        archive.writestr(CONTENT + SUM, CHANGED)
    assert "stands twice" in world.refuse()


def test_a_link_is_found(world):
    """A bundle holds plain files."""
    world.pack()
    members = world.members()
    with zipfile.ZipFile(world.bundle, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if name == CONTENT + SUM else 0o100644) << 16
            archive.writestr(info, data)
    assert "is a link or a folder" in world.refuse()


@pytest.mark.parametrize(
    "hide",
    [
        lambda data: b"#!/bin/sh\n" + data,
        lambda data: data + b"more",
        lambda data: data[:-2] + b"\x04\x00more",
        lambda data: data[: data.rindex(b"PK\x01\x02")] + b"#!" + data[data.rindex(b"PK\x01\x02") :],
    ],
    ids=["before", "behind", "as a note", "between"],
)
def test_nothing_hides_beside_the_files(world, hide):
    """A program before a ZIP, or behind it, is in no list; who opens the bundle would not see it."""
    world.pack()
    world.bundle.write_bytes(hide(world.bundle.read_bytes()))
    with pytest.raises(BundleRefused, match=r"hides|damaged"):
        open_bundle(world.bundle, trusted_of(world.library))


def test_a_field_that_no_reader_shows_is_refused(world):
    """Each member of a ZIP has room for notes."""
    world.pack()
    members = world.members()
    with zipfile.ZipFile(world.bundle, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.comment = b"read me" if name == MANIFEST else b""
            archive.writestr(info, data)
    assert "hides before or beside manifest.json" in world.refuse()


def test_nothing_hides_within_a_packed_file(world):
    """A packed file ends where it says; what stands behind its end is shown by no reader."""
    world.pack()
    with zipfile.ZipFile(world.bundle) as archive:
        last, end = max(archive.infolist(), key=lambda info: info.header_offset), archive.start_dir
    data = bytearray(world.bundle.read_bytes())
    data[end:end] = b"#!hidden"
    listed = data.index(last.filename.encode(), end) - 46
    for place in (last.header_offset + 18, listed + 20):
        data[place : place + 4] = (last.compress_size + 8).to_bytes(4, "little")
    data[-6:-2] = (end + 8).to_bytes(4, "little")
    world.bundle.write_bytes(data)
    assert f"hides behind {last.filename}" in world.refuse()


def test_a_bomb_is_not_unpacked(world):
    """A member that unpacks to more than its listed bytes is left there, whatever it says about its size."""
    world.pack()
    members = world.members()
    world.rewrite(members | {CONTENT + SUM: b"a" * 200_000_000}, sign=False)
    assert world.bundle.stat().st_size < 1_000_000
    assert "is longer than its" in world.refuse()


def test_a_list_that_is_a_bomb_is_not_read(world):
    """The list is read before it is believed, so it has a largest size."""
    world.pack()
    world.rewrite(world.members() | {MANIFEST: b" " * 200_000_000}, sign=False)
    assert "manifest.json is longer" in world.refuse()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": "rean-bundle/9"}, "of the format"),
        ({"files": []}, "manifest.json"),
        ({"scope": "../x"}, "manifest.json"),
        ({"scope": "chemistry"}, "has no place in this bundle"),
        ({"version": "1"}, "manifest.json"),
        ({"surprise": 1}, "manifest.json"),
        ({"files": [{"path": "a"}]}, "manifest.json"),
    ],
)
def test_a_list_that_is_none_is_refused_even_when_signed(world, changed, said):
    """Trust in a person is no trust in every tool of that person's."""
    world.pack()
    world.change_list(**changed)
    assert said in world.refuse()


def sign_file(world, name, data):
    """Put a file into the bundle as its trusted author would."""
    members = world.members()
    manifest = read_manifest(members[MANIFEST])
    entry = Entry(name, len(data), hashlib.sha256(data).hexdigest(), "CC0", "", "")
    files = (*(e for e in manifest.files if e.path != name), entry)
    world.rewrite(members | {MANIFEST: replace(manifest, files=files).to_bytes(), CONTENT + name: data})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (SUM, b"\xff\xfe", "is not UTF-8"),
        (SUM, "level: 2\u202e".encode(), "invisible sign RIGHT-TO-LEFT OVERRIDE"),
        (SUM, b"# http://example.org\n", "names an address outside"),
        ("math/fractions/pictures/cat.png", b"<svg onload=alert(1)>", "is not what its name says"),
        ("math/fractions/sounds/a.ogg", b"MZ\x90\x00", "is not what its name says"),
    ],
)
def test_a_signed_file_is_still_looked_at(world, name, data, said):
    """No program, no picture that is none, no sign that nobody sees, no address."""
    world.pack()
    sign_file(world, name, data)
    assert said in world.refuse()


def test_a_signed_unit_that_does_not_pass_the_check_changes_nothing(world):
    """Whoever signed it; what was taught is taught on, and nothing is left lying about."""
    world.pack()
    sign_file(world, SUM, ITEM.replace("typed: 5/6, verdict: right", "typed: 5/6, verdict: wrong").encode())
    with prepare(world.bundle, world.library) as prepared, pytest.raises(ContentErrors, match=r"sum\.yaml"):
        install(prepared, world.library, world.lessons, "admin")
    assert "" == world.library.current.version
    assert {"keys", "lock", "versions"} == {path.name for path in world.library.folder.iterdir()}


def test_a_repeating_yaml_is_refused(world):
    """`&a [*a, *a]` and the like: ten lines that stand for a thousand million pieces."""
    world.pack()
    bomb = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
    sign_file(world, SUM, bomb.encode())
    with pytest.raises(ContentErrors, match="repeats another piece"), prepare(world.bundle, world.library):
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_is_taken(world, data):
    """Whatever bytes are changed, cut off or added, a bundle is the one that was signed, or it is refused."""
    if not world.bundle.exists():
        world.pack()
        shutil.copy(world.bundle, world.folder / "sound")
    sound = (world.folder / "sound").read_bytes()
    at = data.draw(st.integers(0, len(sound) - 1))
    damaged = data.draw(st.sampled_from([sound[:at], sound[:at] + bytes([sound[at] ^ 0x41]) + sound[at + 1 :], sound[:at] + b"\0" * 9 + sound[at:]]))
    world.bundle.write_bytes(damaged)
    expected = read_manifest(zipfile.ZipFile(io.BytesIO(sound)).read(MANIFEST))
    with suppress(BundleRefused):
        assert expected == open_bundle(world.bundle, trusted_of(world.library)).manifest


def test_an_older_bundle_is_refused_unless_told(world):
    """What is newer on the site is not lost to a stick from last month."""
    world.pack("math", LATE)
    world.install()
    world.write(SUM, CHANGED)
    world.pack("math/fractions", EARLY)
    assert "is older than" in world.refuse()
    world.install(older=True)
    assert CHANGED == (world.library.live / SUM).read_text("utf-8")


def test_what_was_installed_is_undone(world):
    """The courses from before, and with them what is known of their bundles."""
    world.pack("math", EARLY)
    world.install()
    world.write(SUM, CHANGED)
    world.pack("math", LATE)
    world.install()
    world.library.go_back(world.lessons, "admin")
    assert (ITEM, {"math": 20270104000000}) == ((world.library.live / SUM).read_text("utf-8"), world.library.bundles())


def test_a_moved_item_keeps_its_history_and_a_lost_one_is_told(world):
    """`was:` in the new file; without it there is a warning."""
    shutil.move(world.content / SUM, world.content / "math/fractions/items/total.yaml")
    world.pack()
    assert ("math/fractions/sum",) == world.install().lost
    world.library.go_back(world.lessons, "admin")
    world.write("math/fractions/items/total.yaml", ITEM + "was: math/fractions/sum\n")
    world.pack(now=LATE)
    plan = world.install(older=True)
    assert ((), {"math/fractions/sum": "math/fractions/total"}) == (plan.lost, dict(plan.items.moved))


def test_a_skill_that_is_gone_is_told(world):
    """What is known of learners under its name would be lost."""
    world.write("math/fractions/unit.yaml", UNIT.replace("add:", "plus:").replace("[add]", "[plus]"))
    world.write(SUM, ITEM.replace("[add]", "[plus]"))
    world.pack()
    assert ("math/fractions#add",) == world.install().lost


def test_a_unit_comes_alone_and_takes_its_place_in_the_course(world):
    """In the place of the title that announced it, and at the end where none did; the rest of the file stays as it was written."""
    shutil.copytree(world.content / "math/fractions", world.content / "math/integers")
    world.write("math/integers/unit.yaml", UNIT.replace("{km: ប្រភាគ, en: Fractions}", "{km: ចំនួនគត់, en: Integers}"))
    for item in (world.content / "math/integers/items").iterdir():
        item.write_text(ITEM.replace("Work out", "Integers"), "utf-8")
    world.write("math/course.yaml", COURSE.replace("- title: {km: ចំនួនគត់, en: Integers}", "- folder: integers"))
    world.pack("math/integers")
    world.install()
    assert COURSE.replace("- title: {km: ចំនួនគត់, en: Integers}", "- folder: integers") == (world.library.live / "math/course.yaml").read_text("utf-8")


def test_a_unit_of_a_course_that_is_not_there_is_refused(world):
    """It would stand nowhere."""
    world.pack("math/fractions")
    shutil.rmtree(world.library.shipped / "math")
    make_content(world.library.shipped / "x")
    shutil.move(world.library.shipped / "x" / "math", world.library.shipped / "other")
    assert "has no course math" in world.refuse()


def test_edits_that_were_not_published_stand_in_the_way(world):
    """Nobody's work is lost in silence."""
    world.pack()
    world.library.save(SUM, CHANGED)
    assert "edited and not published" in world.refuse()
    world.install(drop_edits=True)
    assert [] == world.library.edits()


def test_a_course_that_comes_whole_takes_away_what_it_has_no_more(world):
    """A removed exercise is gone, and said to be."""
    world.write("math/fractions/items/second.yaml", CHANGED)
    world.pack("math")
    world.install()
    (world.content / "math/fractions/items/second.yaml").unlink()
    world.pack("math", LATE)
    assert ("math/fractions/second",) == world.install().items.removed


def test_the_commands_carry_a_bundle(world):
    """Packed with its list on paper; shown, installed, undone; what a script reads is one object."""
    run, site = CliRunner(), ["--library", str(world.library.folder), "--shipped", str(world.library.shipped), "--lessons", str(world.lessons)]
    pack_it = [
        "--bundle",
        str(world.bundle),
        "--course",
        "math",
        "--content",
        str(world.content),
        "--key",
        str(world.folder / "keys" / "author.key"),
        "--json",
    ]
    world.write(SUM, CHANGED)
    packed = json.loads(run.invoke(export_command, pack_it).stdout)
    assert (0, 2, hash_file(world.bundle)) == (packed["outside_links"], len(packed["papers"]), packed["sha256"])
    shown = json.loads(run.invoke(import_command, [str(world.bundle), *site, "--json"]).stdout)
    assert ("", ["math/fractions/sum"]) == (shown["installed"], shown["changes"]["items"]["changed"])
    done = json.loads(run.invoke(import_command, [str(world.bundle), *site, "--yes", "--json"]).stdout)
    assert ("0001", CHANGED) == (done["installed"], (world.library.live / SUM).read_text("utf-8"))
    again = run.invoke(import_command, [str(world.bundle), *site, "--yes", "--json"])
    assert ("", "0001", "This very bundle is taught already.\n") == (
        json.loads(again.stdout)["installed"],
        world.library.current.version,
        again.stderr,
    )
    assert 0 == run.invoke(undo_command, [*site, "--yes"]).exit_code
    assert ITEM == (world.library.live / SUM).read_text("utf-8")
    assert 1 == run.invoke(import_command, [str(world.bundle), *site], input="n\n").exit_code


@pytest.mark.parametrize("lang", ["km", "en"])
def test_the_list_is_printed(world, lang):
    """A PDF of a few pages, whatever signs a name holds."""
    manifest = replace(world.pack(), owner="#panic() \\ $x$ <b>", titles={"km": "#import", "en": "[x] *b*"})
    assert make_paper("x.rean", manifest, world.key.public, "ab" * 32, lang).startswith(b"%PDF")


def test_other_files_are_no_bundles(world, tmp_path):
    """A question bank, a broken file."""
    (tmp_path / "bank.xml").write_text("<quiz/>", "utf-8")
    assert not is_bundle(tmp_path / "bank.xml")


def test_a_private_key_may_be_locked(tmp_path):
    """Only its owner reads the file, and only with the passphrase."""
    make_key(tmp_path, "locked", "Owner", "secret")
    assert 0o600 == (tmp_path / "locked.key").stat().st_mode & 0o777
    with pytest.raises(BundleRefused, match="is locked with another passphrase"):
        read_signing_key(tmp_path / "locked.key")
    with pytest.raises(BundleRefused, match="is no private key; rean courses keys new makes one"):
        read_signing_key(tmp_path / "locked.pub")
    assert "Owner" == read_signing_key(tmp_path / "locked.key", "secret").public.owner


def test_a_key_is_never_replaced(tmp_path):
    """Bundles that were signed with it could no longer be made."""
    make_key(tmp_path, "once", "Owner")
    with pytest.raises(BundleRefused, match="never replaced"):
        make_key(tmp_path, "once", "Owner")


def test_the_format_has_a_name():
    """A later Rean can tell its own bundles from these."""
    assert FORMAT == Manifest.__dataclass_fields__["format"].default
