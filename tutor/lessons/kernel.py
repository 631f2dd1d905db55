"""`python -m tutor.lessons.kernel`: the kernel that carries a lesson's widgets."""

from __future__ import annotations

import sys

from tutor.lessons.lean import skip_debugger


def main() -> None:
    """Run one ipykernel; the connection file comes on the command line as for any kernel. Nobody types code here, so no history of it is written."""
    skip_debugger()
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance([*sys.argv[1:], "--HistoryManager.enabled=False"])


if __name__ == "__main__":
    main()
