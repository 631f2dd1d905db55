"""`python -m tutor.lessons.kernel`: the kernel that carries a lesson's widgets."""

from __future__ import annotations

from tutor.lessons.lean import skip_debugger


def main() -> None:
    """Run one ipykernel; the connection file comes on the command line as for any kernel."""
    skip_debugger()
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
