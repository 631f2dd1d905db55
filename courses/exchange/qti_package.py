"""A QTI package is a ZIP archive: a manifest, an item a file, pictures beside them; the same questions give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from courses.exchange.bank import BankQuestion
from courses.exchange.qti_body import Media
from courses.exchange.qti_writing import check_qti, write_item
from courses.exchange.slugs import numbered, slug
from courses.languages import Lang

NAMESPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_DAY = (2020, 1, 1, 0, 0, 0)


def write_package(questions: Sequence[BankQuestion], lang: Lang) -> bytes:
    """Return the bytes of a package."""
    media, items, taken = Media(), dict[str, bytes](), set[str]()
    shown: dict[str, list[str]] = {}
    for question in questions:
        name = next(n for n in numbered(f"item-{slug(question.name, 'question')}") if n not in taken)
        taken.add(name)
        own = Media()
        items[name] = write_item(question, name, lang, own)
        shown[name] = sorted(own.files)
        media.files |= own.files
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "imsmanifest.xml", _manifest(shown))
        for name, data in items.items():
            _put(archive, f"items/{name}.xml", data)
        for name, data in sorted(media.files.items()):
            _put(archive, name, data)
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, data)


def _manifest(items: dict[str, list[str]]) -> bytes:
    root = Element("manifest", {"xmlns": NAMESPACE, "identifier": "rean-items"})
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "QTI Package"
    SubElement(about, "schemaversion").text = "3.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for name, pictures in items.items():
        place = f"items/{name}.xml"
        resource = SubElement(resources, "resource", {"identifier": name, "type": "imsqti_item_xmlv3p0", "href": place})
        for file in (place, *pictures):
            SubElement(resource, "file", href=file)
    indent(root)
    return tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


__all__ = ["check_qti", "write_package"]
