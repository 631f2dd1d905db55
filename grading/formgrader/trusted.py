"""A script runs only if it stands in a template: it gets its nonce when the template is loaded, before anybody's words are put in."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar

from jinja2 import BaseLoader, Environment

nonce_of_this_page: ContextVar[str] = ContextVar("nonce_of_this_page", default="")

_TEMPLATES = (".tpl", ".j2", ".html")
_OUR_FILES = (
    r'\g<0>\n<script src="\1/formgrader/rean/formgrader.js" data-not-saved="{{ not_saved_text | e }}"></script>'
    r'\n<link rel="stylesheet" href="\1/formgrader/rean/formgrader.css" />'
    '\n{% if house_static %}<style>@font-face { font-family: "Noto Sans Khmer"; font-weight: 100 900; '
    'src: url("{{ house_static }}/vendor/noto-sans-khmer/khmer.woff2") format("woff2"); '
    "unicode-range: U+1780-17FF, U+19E0-19FF, U+200C-200D, U+25CC; }</style>{% endif %}"
)
_CHANGES: tuple[tuple[re.Pattern[str], str], ...] = (
    # our script and style stand behind nbgrader's own helper script, on every page of formgrader
    (re.compile(r'<script src="(\{\{ [\w.]+ \}\})/formgrader/static/js/utils\.js"></script>'), _OUR_FILES),
    # a way back to the class page, in the list of pages and above a submission
    (re.compile(r'<ul class="(?:nav nav-pills nav-stacked|breadcrumb)">'), r'\g<0>\n<li><a href="{{ back_url }}">{{ back_text }}</a></li>'),
    # handlers inside tags become data, which our script reads from a fixed list
    (re.compile(r'\son[a-zA-Z]+="([^"]*)"'), r' data-press="\1"'),
    # nothing leads out of the house, or to pages that are closed here
    (re.compile(r'(<a\b[^>]*?)\shref="(?:https?://|\{\{ base_url \}\}/terminals)[^"]*"'), r"\1"),
    # a template that is missing in nbgrader 0.9.6 under this name
    (re.compile(r"'formgrade_macros\.tpl'"), "'formgrade/formgrade_macros.html.j2'"),
    (re.compile(r"<script\b"), '<script nonce="{{ csp_nonce() }}"'),
)


def trust_scripts(source: str) -> str:
    """Return a template's source with a nonce in each script tag and no handler inside a tag."""
    for pattern, replacement in _CHANGES:
        source = pattern.sub(replacement, source)
    return source


class TrustedLoader(BaseLoader):
    """Loads templates through another loader and marks their scripts as ours."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template; other files, such as style sheets, as they are."""
        source, filename, uptodate = self._loader.get_source(environment, template)
        return (trust_scripts(source) if template.endswith(_TEMPLATES) else source), filename, uptodate


def trust(environment: Environment) -> Environment:
    """Make an environment load its templates with trusted scripts."""
    assert environment.loader is not None
    environment.loader = TrustedLoader(environment.loader)
    environment.globals["csp_nonce"] = nonce_of_this_page.get
    return environment
