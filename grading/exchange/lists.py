"""Lists are nbgrader's own; what was handed in cannot be removed through them."""

from __future__ import annotations

from nbgrader.exchange import default

from grading.exchange.base import HouseExchange


class List(default.ExchangeList, HouseExchange):
    """`nbgrader list`: assignments that are open, or with `--inbound` everything that was handed in."""

    def init_src(self) -> None:
        """Lists have no source."""

    def init_dest(self) -> None:
        """Find the folders to list, as nbgrader does."""
        default.ExchangeList.init_dest(self)

    def remove_files(self) -> list:
        """Close assignments (`--remove`); never remove a submission."""
        if self.inbound or self.cached:
            self.fail("What a learner handed in is never removed.")
        return super().remove_files()
