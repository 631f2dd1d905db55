"""A practice holds nothing: what is shown, typed and judged lives with the tutor."""

from __future__ import annotations

from traitlets import Unicode

from tutor.widgets.asking import AskingWidget


class Practice(AskingWidget):
    """One exercise after the other; `ask` says where in the lesson it stands: `{unit, lesson, skills}`."""

    kind = Unicode("practice").tag(sync=True)
