"""The views, in the order of the menu; a test pins their names."""

from __future__ import annotations

from typing import Final

from legation.workbench.page import View
from legation.workbench.views import (
    add,
    brief,
    corrections,
    dyads,
    evidence,
    narratives,
    network,
    search,
    situation,
    timeline,
)
from legation.workbench.views import map as map_view

VIEWS: Final = (
    View("brief", brief.load),
    View("timeline", timeline.load),
    View("dyads", dyads.load),
    View("network", network.load),
    View("map", map_view.load),
    View("evidence", evidence.load),
    View("narratives", narratives.load),
    View("situation", situation.load),
    View("search", search.load),
    View("corrections", corrections.load),
    View("add", add.load, fresh=True),
)
