"""The site's choices about marking."""

import pytest
from pydantic import ValidationError

from grading.settings import GradingSettings


def test_an_unknown_key_is_refused():
    """A misspelt key is an error, not a silent default."""
    with pytest.raises(ValidationError, match="late_penalti"):
        GradingSettings.model_validate({"late_penalti": "zero"})


def test_an_unknown_timezone_is_refused():
    """The message says what a time zone looks like."""
    with pytest.raises(ValidationError, match="Asia/Phnom_Penh"):
        GradingSettings(timezone="Phnom Penh")
