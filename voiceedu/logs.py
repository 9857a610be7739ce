"""Logging to standard error: readable lines at a terminal, else one JSON object a line."""

import contextvars
import datetime
import json
import logging
import sys

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
"""The id of the request that this thread is answering; empty outside of requests."""


def start(level: str) -> None:
    """Log at `level`, one of config.values.LOG_LEVELS, from now on."""
    handler = logging.StreamHandler()
    person = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(person if sys.stderr.isatty() else _Json())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


class OneLine(logging.Formatter):
    """A formatter that escapes line breaks and terminal controls, which a request may contain."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(super().format(record))


def one_line(text: str) -> str:
    """Return `text` with its line breaks and terminal controls escaped: the name of a file may hold them."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


SERVER = {
    "formatters": {
        "generic": {"()": OneLine, "fmt": "[%(levelname)s] %(message)s"},
        "access": {"()": OneLine, "fmt": "%(message)s"},
    }
}
"""Our formatters in granian's logging."""


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := request_id.get():
            said["request"] = request
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)
