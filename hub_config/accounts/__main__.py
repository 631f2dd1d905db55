"""`python -m hub_config.accounts --config FILE`: the accounts service, started by the hub."""

from __future__ import annotations

import gc
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import uvicorn
from jupyterhub.services.auth import HubOAuth
from starlette.requests import Request

from grading.records.roster import LiveRoster
from hub_config.accounts.course_ids import list_course_ids
from hub_config.accounts.door import Door
from hub_config.accounts.house import Accounts
from hub_config.accounts.settings import AccountsSettings
from hub_config.accounts.web.app import make_app
from hub_config.accounts.web.desk import Desk
from hub_config.accounts.web.hub_push import HubPush
from tutor.web.hub import open_client
from tutor.web.identity import HubIdentity

_ACCESS = "access:services!service=accounts"
_RECHECK_SECONDS = 10


@dataclass(frozen=True, slots=True)
class HubServices:
    """Asks the hub which service a token belongs to."""

    auth: HubOAuth

    async def find_service(self, request: Request) -> str | None:
        """Return the name of the service whose token came along, or None."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() not in ("token", "bearer") or not token:
            return None
        model = await self.auth.user_for_token(token.strip(), sync=False)
        return model["name"] if model and model.get("kind") == "service" else None


def build_desk(config: dict[str, Any]) -> Desk:
    """Return the desk of a site, from its configuration and the environment that the hub gives to a service."""
    site = Path(config["site"])
    accounts = Accounts(site, AccountsSettings(**config["settings"].get("accounts", {})), list_course_ids())
    accounts.ensure_published()
    roster = LiveRoster(site / "roster.json")
    secret = hashlib.sha256(b"accounts" + (site / "secrets" / "cookie_secret").read_bytes()).digest()
    auth = HubOAuth(cache_max_age=_RECHECK_SECONDS, access_scopes={_ACCESS}, oauth_scopes={_ACCESS})
    return Desk(accounts, Door(accounts), roster, HubIdentity(auth, roster, secret), HubServices(auth))


@click.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="The service's file, written by the hub.")
def main(config: Path) -> None:
    """Serve the accounts on their unix socket until told to end."""
    values = json.loads(config.read_text("utf-8"))
    desk = build_desk(values)
    gradebooks = tuple(sorted(p.parent.name for p in (Path(values["site"]) / "nbgrader").glob("*/nbgrader_config.py")))
    HubPush(
        open_client(os.environ["JUPYTERHUB_API_URL"]),
        os.environ["JUPYTERHUB_API_TOKEN"],
        LiveRoster(Path(values["site"]) / "roster.json"),
        gradebooks,
    ).start()
    gc.freeze()  # ends sooner, as the tutor does
    socket = unquote(urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"]).netloc).removesuffix(":80")
    uvicorn.run(make_app(desk), uds=socket, access_log=False, log_level="warning", timeout_keep_alive=75, timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
