"""`python -m tutor --config FILE`: the tutor service, started by the hub."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
import uvicorn
from jupyterhub.services.auth import HubOAuth

from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.library import Library
from grading.course import ensure_courses
from grading.records.audit import Audit
from grading.records.roster import LiveRoster
from grading.roster_watch import RosterWatch
from grading.settings import GradingSettings
from tutor.curriculum import Curriculum
from tutor.live_model import LiveModel, watch
from tutor.seating import Seating
from tutor.settings import TutorSettings
from tutor.site_model import make_models
from tutor.store.database import open_store
from tutor.web.accounts import PinDoor
from tutor.web.house import House, make_recordings, make_session, utc_now
from tutor.web.hub import HubServers, open_client
from tutor.web.identity import HubIdentity
from tutor.web.renewing import Renewing
from tutor.workshop.publishing import Publisher

_LOOK_SECONDS = 5.0
"""How often the service looks whether there is a new model file."""
_LESSONS = Path("built") / "lessons"
_ACCESS = "access:services!service=tutor"


def build_house(config: dict[str, Any]) -> House:
    """Return the house of a site, from its configuration and the environment that the hub gives to a service."""
    site, run = Path(config["site"]), Path(config["run"])
    settings = TutorSettings(**config["settings"].get("tutor", {}))
    grading = GradingSettings(**config["settings"].get("grading", {}))
    library = Library(site / "courses", CONTENT)
    catalog = load_catalog(library.live)
    ensure_courses(site, library.live, grading)
    store = open_store(settings.database_url or f"sqlite:///{site / 'tutor.sqlite'}", settings.wait_for_database_seconds)
    session = make_session(catalog, store, settings, make_models(Curriculum(catalog), store, site), make_recordings(site, settings))
    roster, secret = LiveRoster(site / "roster.json"), (site / "secrets" / "tutor.key").read_bytes()
    return House(
        site=site,
        catalog=catalog,
        curriculum=session.curriculum,
        session=session,
        seating=Seating(store, settings.seat_minutes, utc_now),
        store=store,
        roster=roster,
        audit=Audit(site / "audit.jsonl"),
        identity=HubIdentity(_open_oauth(settings), roster, secret),
        servers=HubServers(open_client(os.environ["JUPYTERHUB_API_URL"])),
        pins=PinDoor(
            open_client(f"http+unix://{str(run / 'accounts.sock').replace('/', '%2F')}/services/accounts/api/"),
            os.environ["JUPYTERHUB_API_TOKEN"],
        ),
        settings=settings,
        grading=grading,
        secret=secret,
        publisher=Publisher(library, site / _LESSONS, Audit(site / "audit.jsonl")),
    )


def rebuild_house(house: House) -> House:
    """Return the house with the courses that are taught now, over the same store and the same people."""
    assert house.library is not None
    catalog = load_catalog(house.library.live)
    ensure_courses(house.site, house.library.live, house.grading)
    session = make_session(catalog, house.store, house.settings, make_models(Curriculum(catalog), house.store, house.site), house.recordings)
    if isinstance(session.models, LiveModel):
        watch(session.models, _LOOK_SECONDS)
    return replace(house, catalog=catalog, curriculum=session.curriculum, session=session)


def _open_oauth(settings: TutorSettings) -> HubOAuth:
    return HubOAuth(cache_max_age=settings.recheck_seconds, access_scopes={_ACCESS}, oauth_scopes={_ACCESS})


@click.command()
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="The service's file, written by the hub.")
def main(config: Path) -> None:
    """Serve the tutor on its unix socket until told to end."""
    house = build_house(json.loads(config.read_text("utf-8")))
    if isinstance(house.session.models, LiveModel):
        watch(house.session.models, _LOOK_SECONDS)
    app = Renewing(house, lambda: house.library.current.version if house.library else "", rebuild_house)
    app.watch(_LOOK_SECONDS)
    RosterWatch(house.site, LiveRoster(house.site / "roster.json")).start()
    gc.freeze()  # what is loaded by now stays to the end; looking through it once more then would take longer than the rest of it
    socket = unquote(urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"]).netloc).removesuffix(":80")
    uvicorn.run(app, uds=socket, access_log=False, log_level="warning", timeout_keep_alive=75, timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
