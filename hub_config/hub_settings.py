"""The site's choices about the hub itself: where it listens, how long people stay, what is started."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class HubSettings(BaseModel):
    """The section `[hub]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: Literal["demo", "centre"] = Field(
        default="centre",
        description="centre: a real site, refuses to start without isolation. demo: for trying out, printed secrets, this machine only.",
    )
    ip: str = Field(default="127.0.0.1", description="Address to listen on; 0.0.0.0 for every network card, so that the seats reach it.")
    port: int = Field(default=8000, strict=True, ge=1, le=65_535, description="TCP port of the one public address.")
    certificate: str = Field(default="", description="TLS certificate file (PEM), absolute; empty: no TLS.")
    certificate_key: str = Field(default="", description="Private key of the certificate (PEM), absolute.")
    idle_minutes: int = Field(
        default=30,
        ge=1,
        le=600,
        description="A learner's server that nobody uses is stopped after this.",
        json_schema_extra={"unit": "minutes"},
    )
    session_hours: int = Field(default=12, ge=1, le=72, description="A sign-in ends after this at the latest.", json_schema_extra={"unit": "hours"})
    recheck_seconds: int = Field(
        default=10, ge=1, le=300, description="How soon a deactivated account is put out.", json_schema_extra={"unit": "seconds"}
    )
    starts_at_once: int = Field(default=12, ge=1, le=200, description="Learners' servers that may be starting at the same time.")
    start_seconds: int = Field(
        default=60, ge=5, le=600, description="A server that has not answered by then has failed.", json_schema_extra={"unit": "seconds"}
    )
    stop_seconds: int = Field(
        default=5,
        ge=1,
        le=60,
        description="Time for everything to end by itself before it is ended.",
        json_schema_extra={"unit": "seconds"},
    )

    @field_validator("ip")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        try:
            return str(ip_address(value))
        except ValueError:
            raise ValueError("must be an IP address such as 127.0.0.1 or 0.0.0.0") from None

    @model_validator(mode="after")
    def _certificate_has_its_key(self) -> Self:
        if bool(self.certificate) != bool(self.certificate_key):
            raise ValueError("certificate and certificate_key go together")
        return self

    @property
    def url(self) -> str:
        """The address that a browser on this machine opens."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.ip, f"[{self.ip}]" if ":" in self.ip else self.ip)  # noqa: S104
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}"
