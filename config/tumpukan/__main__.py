"""`python -m config.tumpukan jalan` and `python -m config.tumpukan demo-ulang`."""

import argparse
import sys

from .errors import StackError
from .options import Options
from .supervisor import reset_demo, run, say

COMMANDS = {"jalan": run, "demo-ulang": reset_demo}


def main() -> int:
    """Read the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m config.tumpukan", description="Portal Diklat di satu mesin."
    )
    parser.add_argument("perintah", choices=COMMANDS)
    arguments = parser.parse_args()
    try:
        return COMMANDS[arguments.perintah](Options.from_environ())
    except StackError as error:
        say(str(error), error=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
