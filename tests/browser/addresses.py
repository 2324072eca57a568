"""Where each view is looked at: at its front, and where most of it is shown."""

from __future__ import annotations

from typing import Final

from tests.browser.workbench import Workbench

FRONT: Final = (
    *("brief", "timeline", "dyads", "network", "map", "evidence", "narratives", "situation"),
    *("search", "corrections", "add"),
)
ADDRESSES: Final = {
    **{name: f"/{name}" for name in FRONT},
    "timeline of a pair": "/timeline?actor=USA&recipient=VEN&by=week",
    "a pair": "/dyads?actor=USA&recipient=VEN",
    "standing ties": "/network?lines=ties",
    "a reader in Traditional Chinese": "reader:zh-Hant",
    "a reader in Simplified Chinese": "reader:zh-Hans",
    "a reader in English": "reader:en",
    "a reader of a hostile article": "reader:hostile",
    "frames": "/narratives?actor=USA&recipient=VEN",
    "contradictions": "/narratives?tab=contradictions",
    "the ledger of a situation": "/situation?part=ledger",
    "the scenarios of a situation": "/situation?part=scenarios",
    "hits": "/search?q=%E5%88%B6%E8%A3%81",
    "SQL": "/search?tab=sql&sql=SELECT+type%2C+count(*)+AS+n+FROM+events+GROUP+BY+ALL",
    "nothing": "/timeline?actor=FJI",
    "a time before all periods": "/timeline?since=1999&until=1999",
}


def address(workbench: Workbench, name: str) -> str:
    """The address of a page by its name in ADDRESSES."""
    found = ADDRESSES[name]
    kind, _, language = found.partition(":")
    return reader(workbench, language) if kind == "reader" else found


def reader(workbench: Workbench, language: str) -> str:
    """The reader at the event of most marks in a language (or in the hostile article)."""
    if language == "hostile":
        where, value = "starts_with(e.document, ?)", "hostile"
    else:
        where, value = "starts_with(s.language, ?)", language
    rows = workbench.sql(
        f"""SELECT e.id FROM events e JOIN sentences s ON s.document = e.document
            AND s."start" <= e."start" AND s."end" >= e."end"
        WHERE {where} AND NOT starts_with(e.document, 'hostile') = (? <> 'hostile')
        ORDER BY len(e.actors) + len(e.recipients) DESC, e.id LIMIT 1""",
        [value, value],
    )
    assert rows, f"no event in {language}"
    return f"/evidence?id={rows[0]['id']}"
