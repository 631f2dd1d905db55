"""`python -m courses`: the same as `rean courses`."""

from courses.commands import commands
from courses.library_commands import publish_command, undo_command

for command in (publish_command, undo_command):
    commands.add_command(command)
commands(prog_name="python -m courses")
