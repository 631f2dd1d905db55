"""Makes `tutor/learner/shipped.json`: `python -m tutor.fitting.shipping`."""

from __future__ import annotations

from tutor.fitting.replacing import replacing
from tutor.fitting.residual import ResidualFitter
from tutor.fitting.simulated import InventedClass, simulate_answers
from tutor.learner.model_file import SHIPPED, as_text
from tutor.learner.parameters import Ease, ResidualParameters

SEED = 1


def make_shipped(invented: InventedClass, seed: int) -> ResidualParameters:
    """Return what may be shipped of a fit to invented learners: weights and levels; their exercises and skills are nobody's."""
    fitted = ResidualFitter().fit(simulate_answers(invented, seed), seed).parameters
    return ResidualParameters(Ease(fitted.ease.base, fitted.ease.levels), fitted.weights)


def main() -> None:
    """Write the file."""
    with replacing(SHIPPED) as temporary:
        temporary.write_text(as_text(make_shipped(InventedClass(), SEED), {"fitted_to": "invented learners", "seed": SEED}), "utf-8")


if __name__ == "__main__":
    main()
