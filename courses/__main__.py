"""`python -m courses`: the same as `rean courses`."""

from courses.bundle.commands import keys
from courses.commands import commands
from courses.import_export import export_command, import_command
from courses.library_commands import publish_command, undo_command

for command in (export_command, import_command, keys, publish_command, undo_command):
    commands.add_command(command)
commands(prog_name="python -m courses")
