"""A script runs only if it stands in a template."""

import re
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from nbgrader.server_extensions.formgrader import handlers

from grading.formgrader.guard import STATIC
from grading.formgrader.trusted import nonce_of_this_page, trust, trust_scripts

TEMPLATES = sorted(p for p in Path(handlers.template_path).rglob("*") if p.suffix in {".tpl", ".j2"})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_script_of_nbgraders_templates_gets_a_nonce(path):
    """No script tag is left without one."""
    source = trust_scripts(path.read_text("utf-8"))
    assert [tag for tag in re.findall(r"<script[^>]*>", source) if "csp_nonce()" not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_handler_is_left_inside_a_tag(path):
    """What a press does is data, and our script knows each value."""
    source = trust_scripts(path.read_text("utf-8"))
    assert re.findall(r"<[^>]*\son\w+\s*=", source) == []
    known = (STATIC / "formgrader.js").read_text("utf-8")
    hidden = {"createAssignmentModal();", "createStudentModal();"}  # in table footers, which our style hides
    assert set() == {press for press in re.findall(r'data-press="([^"]*)"', source) if f'"{press}"' not in known} - hidden


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_leads_outside(path):
    """Neither a link nor a file of another address is left; names of XML are no addresses."""
    source = trust_scripts(path.read_text("utf-8"))
    assert re.findall(r"""(?:href|src)\s*=\s*["'](?:https?:)?//[^"']*""", source) == []


def test_words_put_into_a_template_get_no_nonce():
    """The nonce is given when a template is loaded; a script in the words that are put in has none."""
    environment = trust(Environment(loader=DictLoader({"a.tpl": "<script>ours</script>{{ words }}"})))
    nonce_of_this_page.set("N")
    page = environment.get_template("a.tpl").render(words="<script>theirs</script>")
    assert page == '<script nonce="N">ours</script><script>theirs</script>'


def test_other_files_are_loaded_as_they_are():
    """A style sheet that a template includes is not a template."""
    environment = trust(Environment(loader=DictLoader({"a.css": "/* <script> */"})))
    assert environment.loader.get_source(environment, "a.css")[0] == "/* <script> */"
