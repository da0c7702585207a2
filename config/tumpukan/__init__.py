"""The embedded stack: PostgreSQL and Valkey from wheels, with the portal's processes on top.

`python -m config.tumpukan jalan` is `make run`. Tests and benchmarks use `Servers` and `Portal`. The Docker
image has no use for this package: there, Compose does its work.
"""

from .errors import StackError, StopRequested
from .options import Options
from .portal import Portal
from .stack import Servers, Stack

__all__ = ["Options", "Portal", "Servers", "Stack", "StackError", "StopRequested"]
