"""Corrections through the browser: signed, refused from elsewhere, kept over a new reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.workbench.conftest import Browser, Open
from tests.workbench.reader_page import Form, ReaderPage

from legation.analysis.dossier import Dossier
from legation.model.reading import Reading
from legation.reading.files import read_files

TOKENS = {"token-of-analyst-lin": "Lin", "token-of-analyst-ortega": "Ortega"}
JSON = {"accept": "application/json"}


def _event(path: Path, status: str = "actual") -> dict[str, Any]:
    with Dossier.open(path) as opened:
        return opened.sql(
            """SELECT e.id, e.document, d.path FROM events e JOIN documents d USING (document)
            WHERE e.status = ? ORDER BY e.document, e.start LIMIT 1""",
            [status],
        ).rows()[0]


def _status(path: Path, event: dict[str, Any]) -> list[str]:
    with Dossier.open(path) as opened:
        rows = opened.sql(
            "SELECT status FROM events WHERE id = ? AND document = ?",
            [event["id"], event["document"]],
        ).rows()
    return [row["status"] for row in rows]


def _form(browser: Browser, event: dict[str, Any], **fields: str) -> Form:
    query = urlencode({"id": event["id"], "document": event["document"]})
    return ReaderPage(browser.get(f"/evidence?{query}").text).form(**fields)


def _change(browser: Browser, event: dict[str, Any], to: str, **more: str) -> Any:
    fields = _form(browser, event, field="status").fields | {"to": to} | more
    return browser.post("/correct", data=fields)


def test_a_change_is_seen_at_once_and_after_a_new_reading(
    dossier: Path, open_workbench: Open
) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier)
    answer = _change(browser, event, "denied", reason="the ministry denies it")
    assert answer.status_code == 303
    shown = browser.get(answer.headers["location"])
    assert "the ministry denies it" in shown.text
    assert "status-denied" in shown.text
    browser.close()
    assert _status(dossier, event) == ["denied"]
    [reading] = [
        item
        for item in read_files([event["path"]])
        if isinstance(item, Reading) and item.document.id == event["document"]
    ]
    with Dossier.open(dossier, write=True) as opened:
        opened.add([replace(reading, reader="another/9")])
        origin = opened.sql(
            "SELECT origin FROM events WHERE document = ?", [event["document"]]
        ).rows()[0]["origin"]
    assert origin == "another/9"
    Dossier.rebuild(dossier)
    assert _status(dossier, event) == ["denied"]
    log = open_workbench(dossier).get("/api/corrections").json()["tables"]["log"]["rows"]
    assert [(row["old"], row["new"], row["state"], row["standing"]) for row in log] == [
        ("actual", "denied", "SAME", "holds")
    ]


def test_accept_and_reject_and_withdraw(dossier: Path, open_workbench: Open) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier)
    rejected = _form(browser, event, decision="reject").fields | {"reason": "a film is told of"}
    assert browser.post("/correct", data=rejected).status_code == 303
    assert event["id"] not in _ids(browser)
    page = ReaderPage(browser.get(f"/evidence?id={event['id']}").text)
    withdrawn = browser.post("/correct", data=page.form(decision="retract").fields)
    assert withdrawn.status_code == 303
    assert event["id"] in _ids(browser)
    accepted = browser.post("/correct", data=_form(browser, event, decision="accept").fields)
    assert accepted.status_code == 303
    assert event["id"] not in _ids(browser)  # what one has decided about leaves the queue
    log = browser.get("/api/corrections").json()["tables"]["log"]["rows"]
    assert [row["decision"] for row in log] == ["accept", "retract", "reject"]


def _ids(browser: Browser) -> set[str]:
    rows = browser.get("/api/corrections?most=1&limit=10000").json()["tables"]["queue"]["rows"]
    return {row["id"] for row in rows}


@pytest.mark.parametrize(
    "wrong",
    [
        {"csrf": "0" * 64},
        {"csrf": ""},
        {"csrf": "é"},
    ],
)
def test_a_write_without_the_forms_token_is_refused(
    wrong: dict[str, str], dossier: Path, open_workbench: Open
) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier)
    fields = _form(browser, event, field="status").fields | {"to": "denied"} | wrong
    answer = browser.post("/correct", data=fields, headers=JSON)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["kind"] == "ForbiddenError"
    assert not browser.app.state.holder.changes
    browser.close()
    assert _status(dossier, event) == ["actual"]


def test_a_write_from_another_site_is_refused(dossier: Path, open_workbench: Open) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier)
    fields = _form(browser, event, field="status").fields | {"to": "denied"}
    headers = {**JSON, "origin": "https://elsewhere.example"}
    answer = browser.post("/correct", data=fields, headers=headers)
    assert answer.json()["error"]["kind"] == "ForbiddenError"
    browser.cookies.clear()
    answer = browser.post("/correct", data=fields, headers=JSON)
    assert answer.json()["error"]["kind"] == "ForbiddenError"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "perhaps"}, "status"),
        ({"field": "mood", "to": "glum"}, "mood"),
        ({"id": "ffffffffffffffff", "to": "denied"}, "no record"),
        ({"decision": "delete"}, "accept, change, reject or retract"),
        ({"decision": "retract", "correction": "nothing"}, "no correction"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    fields: dict[str, str], said: str, dossier: Path, open_workbench: Open
) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier)
    given = _form(browser, event, field="status").fields | fields
    answer = browser.post("/correct", data=given, headers=JSON)
    assert answer.status_code == 400
    assert said in answer.json()["error"]["message"]
    assert browser.get("/api/corrections").json()["tables"]["log"]["total"] == 0


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/evidence", "//elsewhere.example/evidence", "/add", "x:y"]
)
def test_the_way_back_stays_in_the_workbench(
    back: str, dossier: Path, open_workbench: Open
) -> None:
    event = _event(dossier)
    answer = _change(open_workbench(dossier), event, "denied", back=back)
    assert answer.headers["location"].startswith("/evidence?")


def test_a_decision_in_the_queue_leads_back_to_the_queue(
    dossier: Path, open_workbench: Open
) -> None:
    browser = open_workbench(dossier)
    page = ReaderPage(browser.get("/corrections?most=0.9&kind=events").text)
    form = page.form(decision="accept")
    answer = browser.post("/correct", data=form.fields)
    assert answer.headers["location"].startswith("/corrections?")
    assert "most=0.9" in answer.headers["location"]
    after = ReaderPage(browser.get(answer.headers["location"]).text).form(decision="accept")
    assert after.fields["id"] != form.fields["id"]


def test_analysts_are_named_by_their_tokens_and_their_dispute_is_shown(
    dossier: Path, open_workbench: Open
) -> None:
    event = _event(dossier)
    browser = open_workbench(dossier, analysts=TOKENS)
    assert browser.get("/corrections").status_code == 401
    for token, to in zip(TOKENS, ("denied", "planned"), strict=True):
        browser.headers["authorization"] = f"Bearer {token}"
        answer = _change(browser, event, to, who="Somebody Else", analyst="Somebody Else")
        assert answer.status_code == 303
    log = browser.get("/api/corrections?disputed=1").json()["tables"]["log"]["rows"]
    assert {(row["who"], row["new"]) for row in log} == {("Lin", "denied"), ("Ortega", "planned")}
    theirs = next(row for row in log if row["who"] == "Lin")
    fields = {**_form(browser, event, field="status").fields, "decision": "retract"}
    answer = browser.post(
        "/correct", data=fields | {"correction": theirs["correction"]}, headers=JSON
    )
    assert "a decision of Lin" in answer.json()["error"]["message"]


def test_the_queue_is_ordered_by_doubt_and_filtered(client: Browser, built: Path) -> None:
    rows = client.get("/api/corrections?most=0.4&limit=10000").json()["tables"]["queue"]["rows"]
    with Dossier.open(built) as opened:
        expected = opened.sql(
            """SELECT count(*) AS n FROM events
            WHERE confidence <= 0.4 AND status IN ('actual', 'ongoing')"""
        ).rows()[0]["n"]
    assert len(rows) == expected
    sure = [row["confidence"] for row in rows]
    assert sure == sorted(sure)
    for kind in ("claims", "ties", "causes", "scenarios"):
        total = client.get(f"/api/corrections?kind={kind}").json()["tables"]["queue"]["total"]
        with Dossier.open(built) as opened:
            assert total == opened.status().counts[kind]


@pytest.mark.parametrize("query", ["most=2", "most=x", "kind=mentions", "state=LOST", "at=-1"])
def test_the_queue_refuses_what_makes_no_sense(query: str, client: Browser) -> None:
    assert client.get(f"/corrections?{query}").status_code == 400
