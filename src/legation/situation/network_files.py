"""A network as a file that Gephi, Cytoscape and networkx read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from legation.analysis.tie_rows import library
from legation.errors import UsageError
from legation.situation.networks import Network

_DATED: Final = re.compile(r' lastmodifieddate="[^"]*"')


def to_gexf(network: Network) -> str:
    """The network as GEXF 1.2, without the day of writing, so that the same network is the same."""
    lines = library("networkx").generate_gexf(network.graph())
    return _DATED.sub("", "\n".join(lines)) + "\n"


def to_graphml(network: Network) -> str:
    """The network as GraphML; lists such as `evidence` are one text with semicolons."""
    lines = library("networkx").generate_graphml(network.graph(), named_key_ids=True)
    return "\n".join(lines) + "\n"


_FORMATS: Final[Mapping[str, Callable[[Network], str]]] = {
    ".gexf": to_gexf,
    ".graphml": to_graphml,
}


def write_network(network: Network, path: Path | str) -> Path:
    """Write the network in the format that the path ends in.

    Raises:
        UsageError: the ending is neither .gexf nor .graphml, or the file cannot be written.
    """
    target = Path(path)
    written = _FORMATS.get(target.suffix.lower())
    if written is None:
        raise UsageError(f"{str(path)!r} ends in no known format; use {' or '.join(_FORMATS)}")
    try:
        target.write_text(written(network), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror}); choose a folder"
        ) from error
    return target
