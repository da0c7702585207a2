"""The environment variables the portal reads, each in one place."""

import base64
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

AKAR = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """DATA_DIR as an absolute path; a relative one counts from the project's root."""
    folder = Path(os.environ.get("DATA_DIR", "var"))
    return folder if folder.is_absolute() else AKAR / folder


def ya(name: str, default: bool = False) -> bool:
    """An on/off variable: 1, true, ya, on."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "ya", "on"}


def rahasia(name: str) -> str:
    """A secret from the environment, or from its file in DATA_DIR/rahasia.

    Raises ImproperlyConfigured when neither is there: a secret is never invented on the fly, or two
    processes would use two different ones.
    """
    if value := os.environ.get(name):
        return value
    file = data_dir() / "rahasia" / name.lower()
    if file.exists():
        return file.read_text().strip()
    raise ImproperlyConfigured(f"{name} belum diatur. Jalankan `make run`, atau isi variabel {name}.")


def kunci_pribadi() -> bytes:
    """The master key of the personal columns: 32 bytes, written as urlsafe base64."""
    key = base64.urlsafe_b64decode(rahasia("KUNCI_PRIBADI"))
    if len(key) != 32:
        raise ImproperlyConfigured("KUNCI_PRIBADI harus 32 byte dalam base64 urlsafe.")
    return key
