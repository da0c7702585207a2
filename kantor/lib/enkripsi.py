"""Envelope encryption of personal columns: one data key per person, wrapped by a master key.

Destroying a person's wrapped key makes every ciphertext of that person unreadable, also in history.
All outputs are ASCII text with a version in front, so that they fit text columns and JSON:

``k1.<id of the master key>.<base64 of nonce + ciphertext + tag>``   a wrapped data key
``e1.<base64 of nonce + ciphertext + tag>``                          an encrypted value
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PANJANG_KUNCI = 32
_NONCE = 12
_BUNGKUS = "k1"
_NILAI = "e1"


class EnkripsiSalah(Exception):
    """A value that cannot be decrypted: another key, another column or person, altered, or no ciphertext."""


def kunci_induk(rahasia: str | bytes, *, garam: bytes = b"") -> bytes:
    """A 32-byte master key from a secret of any length (HKDF; the secret must be random, not a password)."""
    bahan = rahasia.encode() if isinstance(rahasia, str) else rahasia
    if len(bahan) < 16:
        raise ValueError("the secret of the master key is too short")
    return HKDF(SHA256(), PANJANG_KUNCI, garam or None, b"portal-diklat kunci induk").derive(bahan)


def kunci_baru() -> bytes:
    """A random data key for one person."""
    return os.urandom(PANJANG_KUNCI)


def konteks(kolom: str, pemilik: object) -> str:
    """What a ciphertext is bound to: its column and the person's id. Moved elsewhere it does not open."""
    return f"{kolom}:{pemilik}"


def bungkus(induk: bytes, kunci: bytes, konteks: str = "") -> str:
    """Wrap a data key by the master key."""
    _periksa_kunci(kunci)
    return f"{_BUNGKUS}.{_sidik_induk(induk)}.{_tutup(induk, kunci, _ikatan(_BUNGKUS, konteks))}"


def buka_bungkus(induk: bytes | Sequence[bytes], terbungkus: str, konteks: str = "") -> bytes:
    """The data key. Several master keys may be given while they are being changed, the new one first.

    Raises EnkripsiSalah.
    """
    try:
        versi, sidik, isi = terbungkus.split(".")
    except ValueError:
        raise EnkripsiSalah("not a wrapped key") from None
    if versi != _BUNGKUS:
        raise EnkripsiSalah(f"unknown version of a wrapped key: {versi[:8]!r}")
    for calon in [induk] if isinstance(induk, bytes) else induk:
        if hmac.compare_digest(_sidik_induk(calon).encode(), sidik.encode()):
            return _buka(calon, isi, _ikatan(_BUNGKUS, konteks))
    raise EnkripsiSalah("wrapped by a master key that is not at hand")


def enkripsi(kunci: bytes, teks: str, konteks: str) -> str:
    """Encrypt a text with a person's data key, bound to its ``konteks``. Equal texts differ each time."""
    return f"{_NILAI}.{_tutup(kunci, teks.encode(), _ikatan(_NILAI, konteks))}"


def dekripsi(kunci: bytes, sandi: str, konteks: str) -> str:
    """The text of a ciphertext. Raises EnkripsiSalah."""
    versi, _, isi = sandi.partition(".")
    if versi != _NILAI:
        raise EnkripsiSalah(f"unknown version of a ciphertext: {versi[:8]!r}")
    return _buka(kunci, isi, _ikatan(_NILAI, konteks)).decode()


def tersandi(nilai: str) -> bool:
    """Whether a stored text looks like a ciphertext of this module."""
    return nilai.startswith(f"{_NILAI}.")


def sidik(kunci: bytes, teks: str, konteks: str) -> str:
    """A keyed fingerprint to look up an encrypted value by equality (an e-mail at sign-in).

    Normalise the text first. The key must be a derived one of its own, never a person's data key.
    """
    return hmac.new(kunci, _ikatan("s1", konteks) + b"\0" + teks.encode(), hashlib.sha256).hexdigest()


def kunci_sidik(induk: bytes) -> bytes:
    """The key for :func:`sidik`, derived from the master key."""
    return HKDF(SHA256(), PANJANG_KUNCI, None, b"portal-diklat kunci sidik").derive(induk)


def _tutup(kunci: bytes, isi: bytes, ikatan: bytes) -> str:
    _periksa_kunci(kunci)
    nonce = os.urandom(_NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(kunci).encrypt(nonce, isi, ikatan)).decode().rstrip("=")


def _buka(kunci: bytes, isi: str, ikatan: bytes) -> bytes:
    _periksa_kunci(kunci)
    try:
        mentah = base64.b64decode(isi + "=" * (-len(isi) % 4), altchars=b"-_", validate=True)
        return AESGCM(kunci).decrypt(mentah[:_NONCE], mentah[_NONCE:], ikatan)
    except (InvalidTag, binascii.Error, ValueError) as galat:
        raise EnkripsiSalah("cannot be decrypted: another key or context, or altered") from galat


def _ikatan(versi: str, konteks: str) -> bytes:
    return f"{versi}|{konteks}".encode()


def _sidik_induk(induk: bytes) -> str:
    _periksa_kunci(induk)
    return hashlib.sha256(b"portal-diklat sidik induk" + induk).hexdigest()[:8]


def _periksa_kunci(kunci: bytes) -> None:
    if len(kunci) != PANJANG_KUNCI:
        raise ValueError("a key must have 32 bytes")
