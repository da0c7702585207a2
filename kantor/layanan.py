"""What every service shares: its own transaction, the actor in the history, and a second try."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from kantor.riwayat import konteks

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)
PERCOBAAN = 4
# deadlock_detected, serialization_failure, lock_not_available (https://www.postgresql.org/docs/18/errcodes-appendix.html)
DAPAT_DIULANG = {"40P01", "40001", "55P03"}


def layanan(fungsi: Callable[P, R]) -> Callable[P, R]:
    """Make `fungsi(*, oleh, …)` a service: one transaction, the actor recorded with every change.

    Everybody locks in one order (docs/architecture.md), so services do not wait for each other in a circle. What no
    order covers is a row that is not there yet (two who insert the same new NIP at once) and a hand in the database:
    then the outermost service runs again from the start, for nothing of it was stored, and the log says so.
    """

    @wraps(fungsi)
    def jalankan(*args: P.args, **kwargs: P.kwargs) -> R:
        oleh = kwargs.get("oleh")
        luar = not connection.in_atomic_block
        for percobaan in range(1, PERCOBAAN + 1):
            try:
                with konteks(oleh=oleh, tindakan=fungsi.__name__), transaction.atomic():  # type: ignore[arg-type]
                    return fungsi(*args, **kwargs)
            except OperationalError as galat:
                kode = getattr(galat.__cause__, "pgcode", None)
                if not luar or kode not in DAPAT_DIULANG or percobaan == PERCOBAAN:
                    raise
                log.warning("%s diulang karena %s", fungsi.__name__, kode)
                time.sleep(random.uniform(0.02, 0.1) * percobaan)  # noqa: S311
        raise AssertionError("tidak tercapai")

    return jalankan
