"""`python -m grading autograde ...`: the same commands as `rean grade`, for a service that starts them."""

from grading.commands import commands

if __name__ == "__main__":
    commands(prog_name="python -m grading")
