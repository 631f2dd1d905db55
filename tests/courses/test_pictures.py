"""Pictures lie in their unit, are what they say, and go wherever a text goes."""

import base64

import pytest

from courses.answers import draw_sheet, hint, show, solution
from courses.catalog import load_catalog
from courses.markdown import as_words, to_html
from courses.picture_files import BadPicture, check_picture, clean_picture
from courses.pictures import pictures_shown, with_tags
from courses.publish import build
from courses.variants import draw_variant
from tests.courses.exchange.banks import png
from tests.courses.makers import LESSON, make_content, make_item

GIF = (
    b"GIF89a\x02\x00\x03\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x02\x00\x03\x00\x00\x02\x02D\x01\x00;"
)
JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xe1\x00\x08Exif\x00x\xff\xfe\x00\x06note"
JPEG = JPEG_HEAD + b"\xff\xc0\x00\x0b\x08\x00\x05\x00\x07\x01\x01\x11\x00\xff\xda\x00\x04\x01\x02dots\xff\xd9"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x06\x00\x00\x08\x00\x00"


def with_picture(folder, data=None):
    """Return the content of the makers with a picture in its question, its hint and its lesson."""
    content = make_content(
        folder, lesson_km=LESSON["km"] + "\n![បាវមួយ](pictures/sack.png)\n", lesson_en=LESSON["en"] + "\n![A sack](pictures/sack.png)\n"
    )
    item = content / "math/fractions/items/sum.yaml"
    text = item.read_text("utf-8").replace("en: Work out", "en: See ![a sack](pictures/sack.png) and work out")
    item.write_text(text.replace("{km: រកភាគបែងរួម។", "{km: 'មើល ![បាវ](pictures/sack.png) រួចរកភាគបែងរួម។'"), "utf-8")
    if data is not None:
        (content / "math/fractions/pictures").mkdir()
        (content / "math/fractions/pictures/sack.png").write_bytes(data)
    return content


@pytest.mark.parametrize(("data", "kind"), [(png(3, 4), "image/png"), (GIF, "image/gif"), (JPEG, "image/jpeg"), (WEBP, "image/webp")])
def test_a_picture_is_known_by_its_bytes(data, kind):
    """The name says nothing."""
    assert check_picture(data) == kind
    assert check_picture(clean_picture(data)) == kind


def test_what_a_picture_need_not_hold_is_cut_off():
    """Notes, the camera's places, whatever hangs behind."""
    assert clean_picture(png(more=b"secret") + b"tail") == png()
    assert clean_picture(GIF + b"tail") == GIF
    cleaned = clean_picture(JPEG + b"tail")
    assert (b"Exif" in cleaned, b"note" in cleaned, cleaned.endswith(b"dots\xff\xd9")) == (False, False, True)
    assert clean_picture(WEBP + b"\x00" * 20) == (WEBP + b"\x00" * 20)[: 8 + 0x1A]


@pytest.mark.parametrize("data", [b"", b"<svg/>", png()[:20], JPEG[:10], b"\xff\xd8\xff\xe0\x00\x00" * 9, GIF[:7], b"RIFF\x00\x00\x00\x00WEBP"])
def test_what_is_no_picture_is_refused(data):
    """With a reason, never with another error."""
    with pytest.raises(BadPicture):
        clean_picture(data)


def test_a_text_shows_only_pictures_of_its_unit():
    """Another address stays text; nothing breaks out of the words."""
    assert to_html('![a "cat" <b>](pictures/cat.png)') == '<p><img class="picture" src="pictures/cat.png" alt="a &quot;cat&quot; &lt;b&gt;"></p>'
    for text in (
        "![x](https://example.org/x.png)",
        "![x](../x.png)",
        "![x](pictures/../x.png)",
        "![x](pictures/.x)",
        "![x](data:image/png;base64,AA)",
    ):
        assert "<img" not in to_html(text)
        assert pictures_shown(text) == []


def test_a_browser_gets_the_picture_itself(tmp_path):
    """In the question and the hint; in plain words its alternative stands in its place."""
    item = load_catalog(with_picture(tmp_path, png())).item("math/fractions/sum")
    variant = draw_variant(item, 0)
    address = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    assert f'<img class="picture" src="{address}" alt="a sack">' in show(variant, "en").ask_html
    assert address in hint(variant, 1, "km")
    assert as_words(show(variant, "en").ask_html).startswith("See a sack and work out")


def test_a_missing_picture_leaves_its_words(tmp_path):
    """An exercise can still be asked."""
    item = load_catalog(with_picture(tmp_path)).item("math/fractions/sum")
    assert '<span class="picture picture-missing" role="img">a sack</span>' in show(draw_variant(item, 0), "en").ask_html


def test_a_lesson_is_built_with_its_pictures(tmp_path):
    """As HTML in the notebook, since a notebook's page looks for a Markdown picture as a file."""
    build(with_picture(tmp_path / "content", png()), tmp_path / "built")
    text = (tmp_path / "built/math/fractions/01-adding.en.ipynb").read_text("utf-8")
    assert '<img class=\\"picture\\" src=\\"data:image/png;base64,' in text
    assert with_tags("![a](pictures/x.png)", {}) == '<span class="picture picture-missing" role="img">a</span>'


def test_a_choice_may_be_a_picture(tmp_path):
    """It is shown as one, also on paper and as the solution."""
    (tmp_path / "items").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/half.png").write_bytes(png())
    choices = "[{id: a, km: '![កន្លះ](pictures/half.png)', en: '![a half](pictures/half.png)'}, {id: b, text: '1'}]"
    item = make_item(tmp_path / "items", f"{{kind: choice, choices: {choices}, right: a}}")
    variant = draw_variant(item, 0)
    shown = show(variant, "en")
    assert all('alt="a half"' in html for html in (draw_sheet(shown), solution(variant, "en"), str(shown.options)))
