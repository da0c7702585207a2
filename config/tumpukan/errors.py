"""The one kind of error the stack raises on purpose."""


class StackError(Exception):
    """Something a person can mend. Its text is one clear Indonesian line, shown without a traceback."""


class StopRequested(Exception):
    """Ctrl-C or SIGTERM arrived while something was being waited for."""
