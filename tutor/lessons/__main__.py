"""`python -m tutor.lessons`: what the spawner starts inside a learner's sandbox."""

from tutor.lessons.lean import skip_slow_imports

skip_slow_imports()

from tutor.lessons.server import main  # noqa: E402

main()
