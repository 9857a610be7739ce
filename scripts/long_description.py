"""README.md for the package index, as hatchling asks for it: each relative link becomes a whole address."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)(\[[^]]*\])\((?![a-z][a-z0-9+.-]*:|#)([^)\s]+)\)")


def with_whole_addresses(markdown: str, *, repository: str, version: str) -> str:
    """Return `markdown` whose links lead to the files of this version in `repository`; pictures, to their bytes."""

    def whole(link: re.Match[str]) -> str:
        view = "raw" if link[1] else "blob"
        return f"{link[1]}{link[2]}({repository}/{view}/v{version}/{link[3]})"

    return LINK.sub(whole, markdown)


class LongDescription(MetadataHookInterface):
    """Gives a release its `readme`. The address is that of `project.urls.Repository`."""

    def update(self, metadata: dict[str, Any]) -> None:
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        text = with_whole_addresses(readme, repository=metadata["urls"]["Repository"], version=metadata["version"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
