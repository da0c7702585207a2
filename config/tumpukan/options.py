"""What the person who types `make run` may choose."""

import os
from dataclasses import dataclass
from pathlib import Path

from config.lingkungan import data_dir, ya

from .errors import StackError

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Options:
    """Where the data stands, where the portal listens, and whether it is a demo."""

    data_dir: Path
    port: int = 8000
    demo: bool = True
    address: str = LOOPBACK
    portal_url: str = ""
    web_workers: int = 2
    document_workers: int = 2

    @property
    def url(self) -> str:
        """The address of absolute links: PORTAL_URL, or the loopback one."""
        return self.portal_url or self.local_url

    @property
    def local_url(self) -> str:
        """Where this machine reaches the portal."""
        return f"http://{LOOPBACK}:{self.port}"

    @classmethod
    def from_environ(cls) -> "Options":
        """Read the environment; raises StackError when a number is no number.

        A demo has accounts with a known password: it listens on the loopback only, whatever ALAMAT says.
        """
        demo = ya("DEMO", default=True)
        return cls(
            data_dir=data_dir().resolve(),
            port=_number("PORT", 8000, highest=65535),
            demo=demo,
            address=LOOPBACK if demo else os.environ.get("ALAMAT") or LOOPBACK,
            portal_url=os.environ.get("PORTAL_URL", "").rstrip("/"),
            web_workers=_number("JUMLAH_PEKERJA_WEB", 2, highest=64),
            document_workers=_number("JUMLAH_PEKERJA_DOKUMEN", min(2, os.cpu_count() or 1), highest=64),
        )


def _number(name: str, default: int, *, highest: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= highest:
        raise StackError(f"{name}={text} tidak dikenali: isi dengan angka 1 sampai {highest}.")
    return int(text)
