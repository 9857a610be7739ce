"""The type of paths that commands write to."""

import os
from pathlib import Path
from typing import Any

import click


class WritablePath(click.Path):
    """A path to write to. An empty one, as of a variable that is not set, is refused: it is the current folder."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path; refuse an empty one."""
        if value == "":
            self.fail("the path is empty; write . for the current folder.", param, ctx)
        return super().convert(value, param, ctx)
