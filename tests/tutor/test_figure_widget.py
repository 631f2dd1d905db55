"""A figure in a kernel holds what the build wrote, and takes the state that the browser sends."""

import os
from unittest.mock import patch

import pytest

from courses.figures import FIGURES
from tutor.widgets import figure

SPAWNED = {"REAN_TUTOR_SOCKET": "/nowhere.sock", "JUPYTERHUB_API_TOKEN": "token", "JUPYTERHUB_USER": "101", "REAN_STATIC": "/static"}


@pytest.mark.parametrize("known", FIGURES.values(), ids=lambda f: f.name)
def test_the_first_state_is_in_the_traits(known):
    """Options and values arrive as plain values, and a new state is kept beside them."""
    options = known.read(known.texts_of_example("en"))
    with patch.dict(os.environ, SPAWNED):
        widget = figure(known.name, "math1/fractions/01-meaning", options, known.start(options), lang="en", item="math1/fractions/x")
    assert (known.name, options, known.start(options)) == (widget.name, widget.options, widget.values)
    assert {"unit": "math1/fractions", "lesson": "01-meaning", "skills": [], "item": "math1/fractions/x"} == widget.ask
    widget.set_state({"values": {**widget.values, "moved": 1}})
    assert 1 == widget.values["moved"]
