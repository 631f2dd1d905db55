"""Every model that can be fitted and judged, by name."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.fitting.base import Fitter
from tutor.fitting.bkt import BktFitter
from tutor.fitting.counts import CountsFitter
from tutor.fitting.elo import EloFitter
from tutor.fitting.errors import FittingError
from tutor.fitting.residual import ResidualFitter
from tutor.fitting.skill_mean import SkillMeanFitter

FITTERS: dict[str, Fitter] = {
    fitter.name: fitter
    for fitter in (
        SkillMeanFitter(),
        EloFitter(),
        EloFitter(by_skill=True),
        BktFitter(),
        BktFitter(full=True),
        CountsFitter(),
        CountsFitter(with_items=True),
        ResidualFitter(),
    )
}


def choose_fitters(names: str) -> Sequence[Fitter]:
    """Return the fitters named in a list joined by commas, all where it is empty.

    Raises:
        FittingError: names what is not known, and what is.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()] or list(FITTERS)
    unknown = [name for name in wanted if name not in FITTERS]
    if unknown:
        raise FittingError(f"models must be some of {', '.join(FITTERS)}. Got {', '.join(unknown)}")
    return [FITTERS[name] for name in dict.fromkeys(wanted)]
