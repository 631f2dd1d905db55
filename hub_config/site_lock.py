"""One site is served once: whoever serves it, or replaces it, holds its folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub_config.errors import AlreadyRunning


@contextmanager
def hold_site(root: Path) -> Iterator[None]:
    """Hold a site's folder; the lock leaves no file and ends with the process.

    Raises:
        AlreadyRunning: somebody else holds it.
    """
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise AlreadyRunning(f"{root} is being served already. Stop that `rean up` first.") from None
    finally:
        os.close(handle)
