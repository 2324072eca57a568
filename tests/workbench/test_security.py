"""What the workbench refuses, and what it says on each answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workbench.conftest import Browser, Open

from legation.errors import UsageError
from legation.workbench import Settings, create_app
from legation.workbench.security import HEADERS, TOKEN_COOKIE
from legation.workbench.settings import Limits

TOKEN = "a token that is long enough"
UP = ("../../app.py", "..%2f..%2fapp.py", "%2e%2e/%2e%2e/app.py", "..\\..\\app.py", "/etc/passwd")


def read(paths: object) -> Iterator[object]:
    """A reader that finds nothing."""
    return iter(())


def form_token(browser: Browser) -> str:
    """The token of the forms of a session, as its pages carry it."""
    found = re.search(r'data-csrf="([0-9a-f]+)"', browser.get("/corrections").text)
    assert found is not None
    return found.group(1)


def decision(browser: Browser) -> dict[str, str]:
    """A decision about the first event, without the token."""
    row = browser.get("/api/timeline").json()["tables"]["events"]["rows"][0]
    return {"id": row["id"], "document": row["document"], "decision": "accept"}


def decisions(browser: Browser) -> int:
    """How many decisions are in the log."""
    return int(browser.get("/api/corrections").json()["tables"]["log"]["total"])


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.2:8400", "", "[::2]", "localhost@x"]
)
@pytest.mark.parametrize("path", ["/brief", "/api/brief", "/static/workbench.js"])
def test_foreign_host_is_refused(client: Browser, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "Venezuela" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:9", "[::1]:8400"])
def test_own_names_are_answered(client: Browser, host: str) -> None:
    assert client.get("/brief", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/brief", 200),
        ("GET", "/", 307),
        ("GET", "/api/timeline", 200),
        ("GET", "/api/openapi.json", 200),
        ("GET", "/static/workbench.css", 200),
        ("GET", "/static/none.css", 404),
        ("GET", "/export/timeline/periods.csv", 200),
        ("GET", "/export/timeline/none.csv", 400),
        ("GET", "/timeline?status=perhaps", 400),
        ("GET", "/no-such-page", 404),
        ("POST", "/brief", 405),
        ("POST", "/correct", 400),
    ],
)
def test_every_answer_carries_the_policy(
    client: Browser, method: str, path: str, code: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == code or (path == "/correct" and 400 <= answer.status_code < 500)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"]


def test_refusal_of_a_host_carries_the_policy(client: Browser) -> None:
    answer = client.get("/brief", headers={"host": "evil.example"})
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_cookies_are_for_this_site_and_not_for_scripts(built: Path, open_workbench: Open) -> None:
    answer = open_workbench(built, token=TOKEN).get("/brief", params={"token": TOKEN})
    for cookie in answer.headers.get_list("set-cookie"):
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize("token", [None, "", "0" * 64, "token"])
def test_decision_without_the_forms_token_is_refused(
    dossier: Path, open_workbench: Open, token: str | None
) -> None:
    browser = open_workbench(dossier)
    data = decision(browser) | ({} if token is None else {"csrf": token})
    assert browser.post("/correct", data=data).status_code in (400, 403)
    assert decisions(browser) == 0


def test_token_of_another_session_is_refused(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier)
    data = decision(browser) | {"csrf": form_token(browser)}
    browser.cookies.clear()
    browser.get("/brief")
    assert browser.post("/correct", data=data).status_code in (400, 403)
    assert decisions(browser) == 0


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:8401", "https://localhost:8400"]
)
def test_decision_from_another_origin_is_refused(
    dossier: Path, open_workbench: Open, origin: str
) -> None:
    browser = open_workbench(dossier)
    data = decision(browser) | {"csrf": form_token(browser)}
    answer = browser.post("/correct", data=data, headers={"origin": origin})
    assert answer.status_code in (400, 403)
    assert decisions(browser) == 0


def test_decision_of_our_own_page_is_kept(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier)
    data = decision(browser) | {"csrf": form_token(browser)}
    answer = browser.post("/correct", data=data, headers={"origin": "http://127.0.0.1:8400"})
    assert answer.status_code == 303
    assert decisions(browser) == 1


@pytest.mark.parametrize("back", ["//evil.example/x", "http://evil.example", "/\\evil.example"])
def test_decision_leads_back_to_this_workbench_only(
    dossier: Path, open_workbench: Open, back: str
) -> None:
    browser = open_workbench(dossier)
    data = decision(browser) | {"csrf": form_token(browser), "back": back}
    place = browser.post("/correct", data=data).headers["location"]
    assert place.startswith(("/evidence", "/corrections"))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_listening_beyond_this_machine_needs_a_token(built: Path, host: str) -> None:
    with pytest.raises(UsageError, match="--token"):
        create_app(Settings(built, host=host))


@pytest.mark.parametrize("path", ["/brief", "/api/brief", "/static/workbench.js", "/nowhere"])
def test_unknown_caller_is_let_in_nowhere(built: Path, open_workbench: Open, path: str) -> None:
    browser = open_workbench(built, host="0.0.0.0", token=TOKEN)
    for headers in ({}, {"authorization": "Bearer wrong"}, {"cookie": f"{TOKEN_COOKIE}=wrong"}):
        assert browser.get(path, headers=headers).status_code == 401


def test_token_lets_in_and_leaves_the_address(built: Path, open_workbench: Open) -> None:
    browser = open_workbench(built, host="0.0.0.0", token=TOKEN)
    answer = browser.get("/timeline", params={"token": TOKEN, "actor": "USA"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/timeline?actor=USA"
    assert browser.get("/timeline").status_code == 200
    bearer = {"authorization": f"Bearer {TOKEN}"}
    assert open_workbench(built, token=TOKEN).get("/brief", headers=bearer).status_code == 200


def test_false_token_in_the_address_lets_nobody_in(built: Path, open_workbench: Open) -> None:
    browser = open_workbench(built, host="0.0.0.0", token=TOKEN)
    browser.get("/brief", params={"token": "wrong"})
    assert browser.get("/brief").status_code == 401


@pytest.mark.parametrize(
    "path", [f"/brief?token={TOKEN}", f"//evil.example/?token={TOKEN}"], ids=["page", "slashes"]
)
def test_token_redirects_inside_this_workbench(
    built: Path, open_workbench: Open, path: str
) -> None:
    browser = open_workbench(built, host="0.0.0.0", token=TOKEN)
    address = path if path.startswith("/brief") else f"http://127.0.0.1:8400{path}"
    place = browser.get(address).headers["location"]
    assert place.startswith("/")
    assert not place.startswith("//")


def test_analyst_is_who_the_token_says(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, analysts={"token of lin aaaa": "lin"})
    browser.headers["authorization"] = "Bearer token of lin aaaa"
    data = decision(browser) | {"csrf": form_token(browser), "who": "wu", "analyst": "wu"}
    assert browser.post("/correct", data=data).status_code == 303
    assert browser.get("/api/corrections").json()["tables"]["log"]["rows"][0]["who"] == "lin"


@pytest.mark.parametrize("path", UP)
@pytest.mark.parametrize("under", ["/static/", "/export/", "/export/timeline/", "/api/"])
def test_paths_lead_to_no_other_file(client: Browser, under: str, path: str) -> None:
    answer = client.get(f"{under}{path}")
    assert answer.status_code in (400, 404)
    assert "def create_app" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("name", ["../../escape.txt", "/escape.txt", "..\\escape.txt", ".hidden"])
def test_uploads_stay_in_their_folder(dossier: Path, open_workbench: Open, name: str) -> None:
    browser = open_workbench(dossier, read=read)
    answer = browser.post(
        "/add",
        data={"csrf": form_token(browser)},
        files={"files": (name, b"text", "text/plain")},
    )
    assert answer.status_code == 303
    written = [path for path in dossier.parent.rglob("*") if "escape" in path.name]
    assert all(dossier.with_suffix(".uploads") in path.parents for path in written)
    assert not (dossier.parent.parent / "escape.txt").exists()
    assert not Path("/escape.txt").exists()


def test_uploads_over_the_limits_are_refused(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, read=read, limits=Limits(upload_bytes=1000, upload_files=2))
    data = {"csrf": form_token(browser)}
    big = [("files", ("big.txt", b"x" * 200_000, "text/plain"))]
    many = [("files", (f"{at}.txt", b"x", "text/plain")) for at in range(3)]
    for files in (big, many):
        answer = browser.post(
            "/add", data=data, files=files, headers={"accept": "application/json"}
        )
        assert 400 <= answer.status_code < 500
        assert answer.json()["error"]["message"]
    assert not list(dossier.parent.rglob("big.txt"))


def test_upload_without_a_token_is_refused(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, read=read)
    files = {"files": ("a.txt", b"text", "text/plain")}
    assert browser.post("/add", files=files).status_code in (400, 403)
    assert not dossier.with_suffix(".uploads").exists()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_parquet('https://evil.example/x.parquet')",
        "COPY events TO '/etc/out.csv'",
        "DROP TABLE events",
        "SELECT 1; ATTACH 'x.duckdb'",
        "SELECT getenv('HOME')",
    ],
)
def test_sql_reaches_nothing_but_the_dossier(client: Browser, query: str) -> None:
    for path in ("/search", "/api/search"):
        answer = client.get(path, params={"tab": "sql", "sql": query})
        assert answer.status_code in (200, 400)
        assert "root:" not in answer.text
    data = client.get("/api/search", params={"tab": "sql", "sql": query}).json()
    assert "error" in data or data["empty"] or not data["tables"].get("rows", {}).get("total")


def test_sql_without_an_end_is_stopped(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, limits=Limits(sql_seconds=1.0, sql_rows=10))
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"
    said = browser.get("/search", params={"tab": "sql", "sql": endless}).text
    assert re.search(r"\b1(\.0)? ?s", said)
    rows = browser.get("/api/search", params={"tab": "sql", "sql": "SELECT * FROM range(99)"})
    assert rows.json()["tables"]["rows"]["total"] == 10


@pytest.mark.parametrize("path", ["/api/timeline?limit=0", "/api/timeline?since=soon"])
def test_errors_have_one_shape(client: Browser, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    error = json.loads(answer.text)["error"]
    assert set(error) == {"kind", "message", "status"}


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
@pytest.mark.parametrize("field", ["q", "since", "type", "actor", "lang", "document", "sql", "id"])
@pytest.mark.parametrize("view", ["timeline", "search", "evidence"])
def test_what_is_asked_never_becomes_markup(
    client: Browser, view: str, field: str, words: str
) -> None:
    answer = client.get(f"/{view}", params={field: words})
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text
