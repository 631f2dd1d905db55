"""What is started beside the hub, and the least that each may do: reading this page is reading the policy."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub_config.addresses import ensure_socket_link, unix_url
from hub_config.processes import TIED
from hub_config.settings import Settings
from hub_config.site import Site, ensure_secret
from hub_config.static_version import static_url


@dataclass(frozen=True, slots=True)
class HouseService:
    """A process beside the hub.

    Args:
        name: also the address, `/services/<name>/`.
        module: what Python runs.
        scopes: what its own token may do.
        on_behalf: what it may do with the token of the person who is using it.
        socket: the socket it listens on; None for one that only asks the hub.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    on_behalf: tuple[str, ...] = ()
    socket: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)


def list_services(site: Site, settings: Settings, courses: Iterable[str]) -> list[HouseService]:
    """Return every service of a house.

    Args:
        courses: the ids of the courses that have a gradebook.
    """
    return [_tutor(site), _accounts(site), *(_formgrader(site, course) for course in courses), _cull(settings)]


def _tutor(site: Site) -> HouseService:
    return HouseService(
        "tutor",
        "tutor",
        _config_argument(site, "tutor"),
        scopes=("read:users:name",),
        on_behalf=("servers!user",),
        socket=site.run / "doors" / "tutor.sock",
    )


def _accounts(site: Site) -> HouseService:
    return HouseService(
        "accounts",
        "hub_config.accounts",
        _config_argument(site, "accounts"),
        scopes=("list:users", "admin:users", "admin:groups", "groups", "list:groups", "delete:servers"),
        socket=site.run / "accounts.sock",
    )


def _formgrader(site: Site, course: str) -> HouseService:
    groups = f"groups!group=nbgrader-{course}"
    return HouseService(
        course,
        "grading.formgrader",
        _config_argument(site, f"formgrader-{course}"),
        scopes=("read:users:groups", "read:users:name", "list:groups", "read:groups", groups, f"read:{groups}"),
        socket=site.run / f"formgrader-{course}.sock",
        environment={"JUPYTERHUB_DEFAULT_URL": "/formgrader", "JUPYTERHUB_USER": f"formgrade-{course}", "JUPYTERHUB_SERVER_NAME": ""},
    )


def _cull(settings: Settings) -> HouseService:
    seconds = settings.hub.idle_minutes * 60
    scopes = ("list:users", "read:users:activity", "read:servers", "delete:servers")
    return HouseService("cull", "hub_config.cull", (f"--timeout={seconds}", f"--cull-every={min(60, max(5, seconds // 4))}"), scopes)


def _config_argument(site: Site, name: str) -> tuple[str, ...]:
    return ("--config", str(site.run / f"{name}.json"))


def write_service_files(site: Site, settings: Settings, services: Iterable[HouseService]) -> None:
    """Give each service its file of settings and the link beside its socket."""
    told = {"site": str(site.root), "run": str(site.run), "static": static_url(), "settings": settings.for_services()}
    content = json.dumps(told, ensure_ascii=False, indent=1)
    for service in services:
        if "--config" in service.arguments:
            _write_private(Path(service.arguments[1]), content)
        if service.socket:
            ensure_socket_link(service.socket)


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def as_hub_services(site: Site, services: Iterable[HouseService]) -> list[dict[str, Any]]:
    """Return the services as JupyterHub's configuration knows them."""
    return [_as_hub_service(site, service) for service in services]


def _as_hub_service(site: Site, service: HouseService) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "name": service.name,
        "command": [*TIED, sys.executable, "-P", "-m", service.module, *service.arguments],
        "cwd": str(site.root),
        "environment": {"PYTHONUNBUFFERED": "1", **service.environment},
        "api_token": ensure_secret(site, f"token-{service.name}"),
        "display": False,
    }
    if service.socket is None:
        return spec
    doors = {"url": unix_url(service.socket), "oauth_no_confirm": True, "oauth_client_allowed_scopes": list(service.on_behalf)}
    return spec | doors


def list_gradebooks(site: Site) -> list[str]:
    """Return the ids of the courses that have an nbgrader folder."""
    return sorted(path.parent.name for path in (site.root / "nbgrader").glob("*/nbgrader_config.py"))


def list_groups(courses: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the groups of a house. Who is in them is the accounts' affair."""
    pairs = (f"{kind}-{course}" for course in courses for kind in ("nbgrader", "formgrade"))
    return {name: {"users": []} for name in ("learners", "teachers", "admins", *pairs)}


def list_roles(services: Iterable[HouseService], courses: Iterable[str]) -> list[dict[str, Any]]:
    """Return the roles: what everybody may do, what each group may, what each service may."""
    everybody = {"name": "user", "scopes": list(EVERYBODY)}
    return [everybody, *(_service_role(one) for one in services if one.scopes), *(_teacher_role(course) for course in courses)]


def _service_role(service: HouseService) -> dict[str, Any]:
    return {"name": f"service-{service.name}", "scopes": list(service.scopes), "services": [service.name]}


def _teacher_role(course: str) -> dict[str, Any]:
    scopes = [f"access:services!service={course}", f"list:services!service={course}", f"read:services!service={course}"]
    return {"name": f"formgrade-{course}", "scopes": scopes, "groups": [f"formgrade-{course}"]}


EVERYBODY = (
    "access:servers!user",
    "servers!user",
    "users:activity!user",
    "read:users:name!user",
    "read:users:groups!user",
    "access:services!service=tutor",
    "access:services!service=accounts",
)
"""What every signed-in person may do. Making tokens and sharing servers are not among it."""


def server_command() -> list[str]:
    """Return the command of a learner's server."""
    return [sys.executable, "-m", "tutor.lessons"]


SERVER_TOKEN = ("access:servers!server", "users:activity!user", "access:services!service=tutor", "read:users:name!user")
"""What the token inside a learner's sandbox may do: let its owner in, report its own activity, and knock at the tutor."""
