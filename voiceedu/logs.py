"""What is written to standard error while working."""

import logging


def start(level: str) -> None:
    """Log at `level`, one of config.LOG_LEVELS, from now on."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
