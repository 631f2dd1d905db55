"""Which units measure the same, and by what factor: pint's knowledge, in exact fractions, loaded when it is first needed."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

from courses.units.reading import Powers


@functools.cache
def _registry() -> Any:
    """Return pint's registry; half a second once, and never in a learner's kernel."""
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
    registry.define("riel = [riel_money]")
    registry.define("dollar = [dollar_money]")
    return registry


def convert(value: Fraction, given: Powers, asked: Powers) -> Fraction | None:
    """Return a value in the unit asked for; None where the two measure different things.

    >>> convert(Fraction(432, 10), {"kilometer": 1, "hour": -1}, {"meter": 1, "second": -1})
    Fraction(12, 1)
    """
    registry = _registry()
    units = [registry.UnitsContainer(_steps(powers)) for powers in (given, asked)]
    if registry.get_dimensionality(units[0]) != registry.get_dimensionality(units[1]):
        return None
    converted = registry.Quantity(value, units[0]).to(units[1]).magnitude
    return converted if isinstance(converted, Fraction) else Fraction(converted)


def _steps(powers: Powers) -> dict[str, int]:
    """A degree beside other units, as in J/(kg·°C), is a step of the scale and not a point on it."""
    alone = powers.keys() == {"degC"} and powers["degC"] == 1
    return {("delta_degC" if name == "degC" and not alone else name): power for name, power in powers.items()}
