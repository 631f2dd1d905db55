"""What the web says instead of an answer.

WebError
├── NotSignedIn      401; a page sends the browser to the door
├── Refused          403, with a line in the audit log
├── NoSuchPage       404
└── HubAway          503; the hub or the accounts do not answer
"""


class WebError(Exception):
    """A request that does not get what it asks for."""


class NotSignedIn(WebError):
    """Nobody is asking, or somebody whose sign-in has ended."""


class Refused(WebError):
    """This person may not have this."""

    def __init__(self, why: str, by: str = "", about: str = "") -> None:
        super().__init__(why)
        self.by, self.about = by, about


class NoSuchPage(WebError):
    """There is nothing at this address."""


class HubAway(WebError):
    """The hub or the accounts service does not answer now."""
