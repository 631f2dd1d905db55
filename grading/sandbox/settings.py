"""The site's choices about what one learner's processes may use."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from grading.sandbox.description import Limits


class SandboxSettings(BaseModel):
    """The section `[sandbox]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    memory_mb: int = Field(
        default=1024, ge=256, le=65_536, description="Memory that each process of a learner may take.", json_schema_extra={"unit": "MB"}
    )
    processes: int = Field(default=96, ge=16, le=4096, description="Processes and threads of one learner. Not enforced where the house runs as root.")
    open_files: int = Field(default=1024, ge=128, le=65_536, description="Files and sockets that one process may hold open.")
    file_mb: int = Field(
        default=50, ge=1, le=10_240, description="Largest file that a learner's process may write.", json_schema_extra={"unit": "MB"}
    )
    temporary_mb: int = Field(
        default=64,
        ge=16,
        le=4096,
        description="Room for temporary files, in memory, gone when the server stops.",
        json_schema_extra={"unit": "MB"},
    )

    def as_limits(self) -> Limits:
        """Return the limits that a sandbox description carries."""
        return Limits(self.memory_mb, self.processes, self.open_files, self.file_mb, self.temporary_mb)
