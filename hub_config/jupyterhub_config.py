"""All override points of JupyterHub on one page. JupyterHub reads this file; `rean up` says which site it serves."""

import os
from pathlib import Path

from grading.records.database import ensure_pragmas_everywhere
from hub_config import door, proxy, services
from hub_config.addresses import unix_url
from hub_config.settings import read_settings
from hub_config.site import ensure_secret, open_site
from hub_config.spawner import SandboxSpawner
from hub_config.static_version import static_url

site = open_site(Path(os.environ["REAN_SITE"]))
settings = read_settings(site.settings_file)
hub = settings.hub
courses = services.list_gradebooks(site)
house = services.list_services(site, settings, courses)
ensure_pragmas_everywhere()

c = get_config()  # type: ignore[name-defined]  # noqa: F821
c.JupyterHub.bind_url = os.environ["REAN_URL"]
c.JupyterHub.hub_bind_url = c.JupyterHub.hub_connect_url = unix_url(site.run / "doors" / "hub.sock")
c.JupyterHub.db_url = f"sqlite:///{site.hub_database}"
c.JupyterHub.cookie_secret = bytes.fromhex(ensure_secret(site, "cookie_secret"))
c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = hub.certificate, hub.certificate_key
proxy.configure(c, site)

door.configure(c, site, settings)
c.JupyterHub.default_url = "/services/tutor/"
c.JupyterHub.shutdown_on_logout = True
c.JupyterHub.allow_named_servers = False

c.JupyterHub.services = services.as_hub_services(site, house)
c.JupyterHub.load_groups = services.list_groups(courses)
c.JupyterHub.load_roles = services.list_roles(house, courses)

c.JupyterHub.spawner_class = SandboxSpawner
c.JupyterHub.concurrent_spawn_limit = hub.starts_at_once
c.JupyterHub.last_activity_interval = 60
c.SandboxSpawner.site_folder = str(site.root)
c.SandboxSpawner.sandboxed = os.environ["REAN_SANDBOX"] == "bubblewrap"
c.SandboxSpawner.limits = settings.sandbox.as_limits()
c.SandboxSpawner.static_url = static_url()
c.SandboxSpawner.cmd = services.server_command()
c.SandboxSpawner.server_token_scopes = list(services.SERVER_TOKEN)
c.SandboxSpawner.start_timeout = c.SandboxSpawner.http_timeout = hub.start_seconds
c.SandboxSpawner.poll_interval = 2
