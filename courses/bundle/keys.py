"""Who packs a bundle signs it (Ed25519); a site takes bundles of those whose public keys lie in its folder, and of nobody else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from courses.durable import ensure_folder, sync_folder, write_file, write_new_file
from courses.errors import BundleRefused

_LINE = re.compile(r"rean-key ed25519 ([A-Za-z0-9+/]{43}=) (\S.{0,99})")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_MOST_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by which a site knows who packed a bundle."""

    raw: bytes
    owner: str
    """Who packs with it, in the owner's own words."""

    @property
    def fingerprint(self) -> str:
        """What two people compare on paper or on the telephone: eight groups of four signs."""
        digest = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, 32, 4))

    def check(self, data: bytes, signature: bytes) -> bool:
        """Tell whether the owner's private key has signed the data."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def as_line(self) -> str:
        """Return the text of a key file."""
        return f"rean-key ed25519 {base64.b64encode(self.raw).decode()} {self.owner}\n"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key, and who signs with it."""

    private: Ed25519PrivateKey
    public: PublicKey

    def sign(self, data: bytes) -> bytes:
        """Return the signature of the data."""
        return self.private.sign(data)


def make_key(folder: Path, name: str, owner: str, passphrase: str = "") -> PublicKey:
    """Make a pair of keys: `<name>.key`, which only its owner may have, and `<name>.pub` for the sites.

    Raises:
        BundleRefused: a bad name or owner, or a key of that name is there.
    """
    if not _NAME.fullmatch(name):
        raise BundleRefused(f"a key's name has small letters, digits, - and _. Got {name[:80]}")
    private = Ed25519PrivateKey.generate()
    public = PublicKey(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), owner.strip())
    if not _LINE.fullmatch(public.as_line().rstrip("\n")):
        raise BundleRefused("the owner is one line of 1 to 100 letters")
    secret = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    ensure_folder(folder)
    try:
        write_new_file(folder / f"{name}.key", private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, secret))
    except FileExistsError:
        raise BundleRefused(f"{folder / name}.key is there already; a key is never replaced") from None
    write_file(folder / f"{name}.pub", public.as_line().encode())
    return public


def read_signing_key(path: Path, passphrase: str = "") -> SigningKey:
    """Read a private key and, beside it, the public one that names its owner.

    Raises:
        BundleRefused: no such key, a wrong passphrase, or a public key that belongs to another.
    """
    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except OSError as error:
        raise BundleRefused(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError):
        what = "is locked with another passphrase" if is_encrypted(path) else "is no private key; rean courses keys new makes one"
        raise BundleRefused(f"{path} {what}") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise BundleRefused(f"{path} is no Ed25519 key")
    public = read_public_key(path.with_suffix(".pub"))
    if public.raw != private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw):
        raise BundleRefused(f"{path.with_suffix('.pub')} does not belong to {path}")
    return SigningKey(private, public)


def is_encrypted(path: Path) -> bool:
    """Tell whether a private key asks for a passphrase."""
    try:
        return b"ENCRYPTED" in path.read_bytes()[:100]
    except OSError:
        return False


def read_public_key(path: Path) -> PublicKey:
    """Read a public key.

    Raises:
        BundleRefused: the file is missing or is none.
    """
    try:
        text = path.read_bytes()[:_MOST_BYTES].decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BundleRefused(f"{path} cannot be read: {error}") from None
    match = _LINE.fullmatch(text)
    if not match:
        raise BundleRefused(f"{path} is no public key of Rean")
    return PublicKey(base64.b64decode(match[1]), match[2])


@dataclass(frozen=True, slots=True)
class TrustedKeys:
    """The public keys that a site trusts: one file each, in one folder."""

    folder: Path

    def names(self) -> dict[str, PublicKey]:
        """Return the keys by the names of their files."""
        return {path.stem: read_public_key(path) for path in sorted(self.folder.glob("*.pub"))}

    def find(self, raw: bytes) -> PublicKey | None:
        """Return the trusted key with these bytes, or None."""
        return next((key for key in self.names().values() if key.raw == raw), None)

    def trust(self, path: Path) -> PublicKey:
        """Trust a key from now on."""
        key = read_public_key(path)
        if not _NAME.fullmatch(path.stem):
            raise BundleRefused(f"a key's name has small letters, digits, - and _. Got {path.stem[:80]}")
        write_file(ensure_folder(self.folder) / f"{path.stem}.pub", key.as_line().encode())
        return key

    def distrust(self, name: str) -> None:
        """Trust a key no longer; what was installed stays.

        Raises:
            BundleRefused: there is no such key.
        """
        path = self.folder / f"{name}.pub"
        if not _NAME.fullmatch(name) or not path.is_file():
            raise BundleRefused(f"no key {name}; trusted are {', '.join(self.names()) or 'none'}")
        path.unlink()
        sync_folder(self.folder)
