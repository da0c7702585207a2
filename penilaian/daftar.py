"""Registries of this room, filled by it and by the room above in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kantor.daftar import Daftar

# Each takes a registration and says why its outcome may no longer change, or None.
penghalang_hasil: Daftar[Callable[[Any], str | None]] = Daftar("penghalang hasil")
