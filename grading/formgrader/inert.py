"""A notebook becomes a page in which nothing can run: text, pictures and our own formatting remain."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat.notebooknode import NotebookNode
from traitlets import Unicode

from grading.formgrader.trusted import trust
from grading.submissions.files import is_for_teacher

TAGS = [
    *("p", "div", "span", "pre", "code", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "b", "strong", "i", "em"),
    *("sub", "sup", "mark", "blockquote", "figure", "figcaption", "img", "table", "thead", "tbody", "tr", "th", "td"),
]
_PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "gif", "webp"))
_MIMETYPES = ("text/html", "text/plain", "image/png")
_NAMES = ("student", "first_name", "last_name")


def is_harmless(tag: str, attribute: str, value: str) -> bool:
    """Tell whether an attribute may stay on a tag of a notebook."""
    if tag == "img" and attribute == "src":
        return value.startswith(_PICTURES)
    return attribute in ("class", "lang", "dir", "alt", "colspan", "rowspan")


_sanitizer = SanitizeHTML(tags=TAGS, attributes=is_harmless)


def make_inert(html: str) -> str:
    """Return HTML with every tag and attribute that is not on our short list turned into text, or left out."""
    return _sanitizer.sanitize_html_tags(html)


class InertOutputs(Preprocessor):
    """Keeps of every output the text, the PNG and inert HTML; of raw cells nothing."""

    for_learner = False

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Reduce the notebook; what only the teacher may read is left out of a learner's page."""
        nb.metadata.pop("widgets", None)
        nb.cells = [cell for cell in nb.cells if cell.cell_type != "raw" and not self._is_hidden(cell)]
        for cell in nb.cells:
            cell.pop("attachments", None)
            if cell.cell_type == "code":
                cell.source = "" if "rean" in cell.metadata else cell.source
                cell.outputs = [self._reduce(output) for output in cell.outputs if not self._is_hidden(output)]
        return nb, resources

    def _is_hidden(self, part: NotebookNode) -> bool:
        return self.for_learner and is_for_teacher(part)

    def _reduce(self, output: NotebookNode) -> NotebookNode:
        if "data" in output:
            output.data = NotebookNode({kind: value for kind, value in output.data.items() if kind in _MIMETYPES})
            output.metadata = NotebookNode()
            if "text/html" in output.data:
                output.data["text/html"] = make_inert(output.data["text/html"])
        return output


class InertHTML(HTMLExporter):
    """nbconvert's HTML with nbgrader's templates, for the teacher's page and for feedback."""

    exclude_anchor_links = True
    exclude_input_prompt = True
    exclude_output_prompt = True
    static = Unicode(help="Address on this server of the shared static files; empty: formulas stay as they are written.").tag(config=True)

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        assert environment.loader is not None
        environment.loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), environment.loader])
        environment.globals["katex"] = self.static and f"{self.static}/vendor/katex"
        return trust(environment)

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()
        step = InertOutputs(parent=self)
        step.for_learner = self.template_name == "feedback"
        self.register_preprocessor(step, enabled=True)

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Return Markdown as inert HTML: cells, and the teacher's comments."""
        return make_inert(super().markdown2html(context, source))

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page; names of people are text in it."""
        safe = ResourcesDict()
        safe.update((k, escape(v) if k in _NAMES and isinstance(v, str) else v) for k, v in (resources or {}).items())
        return super().from_notebook_node(nb, safe, **options)
