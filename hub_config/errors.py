"""What can stop the house from starting, or a command from doing its work: each is one clear line for an operator.

HouseError
├── BadSettings         site.toml says something that is not allowed
├── NotASite            the folder holds no site, or must not be written
├── NotReady            the machine lacks something: a free port, a kernel feature, a program
├── AlreadyRunning      another `rean up` holds this site
├── DemoSecrets         accounts of the demo in a site that is none
└── BackupBroken        a backup is not whole, or would overwrite something
"""

from __future__ import annotations


class HouseError(Exception):
    """Something an operator can mend; the text is the whole message."""


class BadSettings(HouseError):
    """`site.toml` says something that is not allowed."""


class NotASite(HouseError):
    """The folder holds no site, or cannot be written."""


class NotReady(HouseError):
    """The machine lacks something that the house needs."""


class AlreadyRunning(HouseError):
    """Another process serves this site."""


class DemoSecrets(HouseError):
    """Accounts whose secrets are printed in the manual must not open a real site."""


class BackupBroken(HouseError):
    """A backup is not whole, or would overwrite something."""
