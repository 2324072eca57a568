"""Models trained here: files in `data` whose sha256 is pinned beside them."""

from __future__ import annotations

import hashlib
from importlib import resources

from legation.errors import CheckError


def read_pinned(name: str) -> bytes | None:
    """The bytes of data/NAME.json, or None where the package carries no such model.

    Raises CheckError if the file is not the one that data/NAME.sha256 pins.
    """
    folder = resources.files("legation.events") / "data"
    if not (folder / f"{name}.json").is_file():
        return None
    content = (folder / f"{name}.json").read_bytes()
    pinned = (folder / f"{name}.sha256").read_text(encoding="ascii").split()[0]
    if hashlib.sha256(content).hexdigest() != pinned:
        raise CheckError(
            f"events/data/{name}.json is not the model that was pinned; install legation anew, "
            f"or train it again with tools/train_{name}.py --write"
        )
    return content
