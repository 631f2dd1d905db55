"""`python -m courses`: the same as `rean courses`."""

from courses.commands import commands

commands(prog_name="python -m courses")
