"""The names that a person types; who only asks for them need not load what computes."""

from __future__ import annotations

from typing import Literal

WorldName = Literal["bkt", "logistic", "heterogeneous", "forgetting"]
WORLDS: tuple[WorldName, ...] = ("bkt", "logistic", "heterogeneous", "forgetting")
POLICIES = ("fixed-5", "3-in-a-row", "5-in-a-row", "bkt-0.95", "bkt-0.95-per-skill", "rean", "rean-no-placement", "oracle")
