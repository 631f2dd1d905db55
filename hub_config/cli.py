"""The command `rean`: the one module that may import everything."""

from __future__ import annotations

from pathlib import Path

import click

from hub_config.errors import HouseError
from hub_config.settings import read_settings
from hub_config.site import init_site, open_site
from hub_config.up import open_house, serve


class _Group(click.Group):
    """Says what went wrong in one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error that the operator can mend becomes one line and the exit code 1."""
        try:
            return super().invoke(ctx)
        except HouseError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_Group)
def main() -> None:
    """Rean, a tutoring house for a place without a network."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a new site in FOLDER."""
    site = init_site(folder)
    click.echo(f"{site.root} is a site now. Look through {site.settings_file}, then: rean up --site {folder}")


@main.command()
@click.option("--site", "folder", type=click.Path(path_type=Path), required=True, help="The site's folder.")
def up(folder: Path) -> None:
    """Serve a site until Ctrl-C."""
    site = open_site(folder)
    settings = read_settings(site.settings_file)
    house = open_house(site, settings, lambda line: click.echo(line, err=True))
    raise SystemExit(serve(house, lambda: click.echo(f"{house.url} is open. Ctrl-C ends it."), lambda line: click.echo(line, err=True)))
