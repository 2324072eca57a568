"""Why nothing was found: which of the filters leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def explain_empty(
    count: Callable[[Mapping[str, Any]], int],
    filters: Mapping[str, Any],
    what: str = "row",
    name_only: bool = False,
) -> str | None:
    """Say which filters emptied a selection; None if it is not empty.

    `count` gives the number of rows that pass the filters it is given; those that are None are
    not asked. First come filters that match nothing by themselves, then those without which
    something would be left. `what` is the noun for one row; `name_only` holds where the names of
    the filters say all.
    """
    asked = {name: value for name, value in filters.items() if value is not None}
    if count(asked):
        return None
    if not asked or not count({}):
        return f"the dossier holds no {what}"
    shown = {name: name if name_only else f"{name}={value}" for name, value in asked.items()}
    alone = [shown[name] for name in asked if not count({name: asked[name]})]
    if alone:
        return f"no {what} in the dossier passes {' or '.join(alone)}"
    left = {
        shown[name]: count({other: value for other, value in asked.items() if other != name})
        for name in asked
    }
    some = [f"without {name} there would be {number}" for name, number in left.items() if number]
    together = " and ".join(shown.values())
    return f"no {what} passes {together} together; {', '.join(some) or 'nor all of them but one'}"
