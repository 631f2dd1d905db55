"""`rean courses preview`: a page that shows what an author has just saved."""

from __future__ import annotations

import socket
from pathlib import Path

import click
import uvicorn

from courses.commands import CONTENT
from courses.errors import UnknownContent
from tutor.workshop.alone import make_alone
from tutor.workshop.pages import HERE
from tutor.workshop.shelf import Shelf


@click.command("preview", epilog="Example: rean courses preview math1/fractions")
@click.argument("unit", required=False, metavar="[COURSE/UNIT]")
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    default=CONTENT,
    show_default="the courses of Rean",
    help="Folder of courses.",
)
@click.option("--port", type=click.IntRange(1, 65_535), default=8010, show_default=True, help="TCP port on this machine.")
def preview(unit: str | None, content: Path, port: int) -> None:
    """Show lessons and items as learners will see them, in both languages, while they are being written.

    The page follows the files: save, and it shows the new text, or what is wrong at which line. It answers to this machine alone.
    """
    if unit:
        _check_there(content, unit)
    ours = _listen(port)
    click.echo(f"http://127.0.0.1:{port}{HERE}{f'/unit/{unit}' if unit else ''}\nCtrl-C ends it.")
    config = uvicorn.Config(make_alone(content, port), access_log=False, log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[ours])


def _listen(port: int) -> socket.socket:
    """Take a port of this machine before anything is said about it."""
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(("127.0.0.1", port))
        taken.listen()
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be used: {error.strerror}; name another with --port") from None
    return taken


def _check_there(content: Path, unit: str) -> None:
    try:
        Shelf(content).draft(unit)
    except UnknownContent as error:
        raise click.ClickException(f"{error} in {content}") from None
