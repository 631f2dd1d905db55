"""Deny by default: a learner's browser may open lessons and the websocket of their kernels."""

from __future__ import annotations

from typing import Any

from jupyterhub.singleuser.extension import JupyterHubAuthorizer

ALLOWED_MESSAGES = ["comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"]
"""What a browser may say to a kernel. An execute request is not among them."""


class LessonAuthorizer(JupyterHubAuthorizer):
    """Lets the owner's browser reach the kernels' websocket, and nothing else that Jupyter Server offers."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        """Tell whether this is a websocket to a kernel, opened by the server's owner."""
        is_channel = resource == "kernels" and action == "execute" and handler.request.headers.get("Upgrade", "").lower() == "websocket"
        return is_channel and bool(super().is_authorized(handler, user, action, resource))
