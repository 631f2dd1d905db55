"""Who may come in, for how long, and what a page of the hub may load."""

from __future__ import annotations

from pathlib import Path

from traitlets.config import Config

from hub_config.accounts.authenticator import NumberAuthenticator
from hub_config.accounts.door_words import template_vars
from hub_config.settings import Settings
from hub_config.site import Site
from hub_config.static_version import static_url

CONTENT_SECURITY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
"""The hub's own pages carry their scripts inline; nothing from another address is loaded."""
_TEMPLATES = Path(__file__).parent / "templates"


def configure(c: Config, site: Site, settings: Settings) -> None:
    """Set the authenticator, the cookies, the headers and the templates."""
    c.JupyterHub.authenticator_class = NumberAuthenticator
    c.NumberAuthenticator.site_folder = str(site.root)
    c.NumberAuthenticator.settings = settings.accounts
    c.Authenticator.allow_all = True
    c.Authenticator.auth_refresh_age = settings.hub.recheck_seconds
    c.Authenticator.refresh_pre_spawn = True
    c.JupyterHub.cookie_max_age_days = settings.hub.session_hours / 24
    c.JupyterHub.template_paths = [str(_TEMPLATES)]
    c.JupyterHub.template_vars = {"static": static_url(), **template_vars(site.root)}
    c.JupyterHub.tornado_settings = {
        "headers": {"Content-Security-Policy": CONTENT_SECURITY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"},
        "cookie_options": {"samesite": "Lax", "secure": bool(settings.hub.certificate)},
    }
