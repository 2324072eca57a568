"""Adding documents: kept byte for byte, read in a process of its own, pages usable meanwhile."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.workbench.conftest import Browser, Open

from legation.analysis.dossier import Dossier
from legation.model.document import Failure
from legation.model.reading import Reading
from legation.reading.files import read_files
from legation.workbench.settings import Limits
from legation.workbench.uploads import Uploads, safe_parts
from legation.workbench.writing import TooLargeError

JSON = {"accept": "application/json"}
TEXTS = {
    "tw.md": "外交部發言人週二表示，台灣譴責中國在台海的軍事演習。\n",
    "cn.md": "外交部发言人周二表示，中方反对美国对古巴的制裁。\n",
    "en.md": "Brazil's foreign ministry condemned the U.S. sanctions on Cuba on Tuesday.\n",
}


def read_when_let(paths: Sequence[str]) -> Iterator[Reading | Failure]:
    """Reads when the file `gate` lies beside the uploads; gives up after a while."""
    gate = Path(paths[0]).parents[3] / "gate"
    until = time.monotonic() + 60
    while not gate.exists() and time.monotonic() < until:
        time.sleep(0.05)
    for path in paths:
        yield Failure(path, "read, and found to be empty")


def die(paths: Sequence[str]) -> Iterator[Reading | Failure]:
    """A reader that ends without a word."""
    yield Failure(paths[0], "before the end")
    os._exit(7)


def fall(paths: Sequence[str]) -> Iterator[Reading | Failure]:
    """A reader with a fault."""
    raise RuntimeError(f"no model for {len(paths)} files")
    yield


def _token(browser: Browser) -> str:
    html = browser.get("/add").text
    return html.partition('name="csrf" value="')[2].partition('"')[0]


def _add(browser: Browser, files: dict[str, bytes] | None = None, **fields: str) -> Any:
    given = [("files", (name, content)) for name, content in (files or {}).items()]
    data = {"csrf": _token(browser), **fields}
    return browser.post("/add", data=data, files=given or [("files", ("", b""))], headers=JSON)


def _wait(browser: Browser, job: str) -> dict[str, Any]:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found = browser.get(f"/add/progress?job={job}").json()
        if found["over"]:
            return dict(found)
        time.sleep(0.1)
    raise AssertionError(f"{job} does not end")


def test_files_are_kept_byte_for_byte_and_read(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, read=read_files)
    files = {f"folder/{name}": text.encode() for name, text in TEXTS.items()}
    files["folder/picture.md"] = b"\x89PNG\r\n\x1a\n\x00\x00"
    job = _add(browser, files).json()["job"]
    found = _wait(browser, job)
    assert found["state"] == "done"
    assert found["tally"] == {"added": 3, "replaced": 0, "unchanged": 0, "failed": 1}
    assert [path for path, _ in found["failures"]] == ["folder/picture.md"]
    kept = Uploads(dossier).files(job)
    assert {str(p.relative_to(kept)): p.read_bytes() for p in kept.rglob("*.md")} == files
    page = browser.get(f"/add?job={job}").text
    assert "folder/picture.md" in page
    for name in ("tw", "cn", "en"):
        assert browser.get(f"/evidence?document={name}").status_code == 200


def test_a_pasted_text_is_read_once(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, read=read_files)
    about = {"title": "古巴", "outlet": "某報", "published": "2026-01-13", "text": TEXTS["tw.md"]}
    assert _wait(browser, _add(browser, None, **about).json()["job"])["tally"]["added"] == 1
    assert _wait(browser, _add(browser, None, **about).json()["job"])["tally"]["unchanged"] == 1
    browser.close()
    with Dossier.open(dossier) as opened:
        rows = opened.sql(
            """SELECT title, outlet, published, text FROM documents
            WHERE starts_with(document, 'pasted-')"""
        ).rows()
    assert rows == [{**about, "text": rows[0]["text"]}]
    assert rows[0]["text"].strip() == TEXTS["tw.md"].strip()


def test_pages_are_usable_while_the_worker_reads_and_jobs_queue(
    dossier: Path, open_workbench: Open
) -> None:
    browser = open_workbench(dossier, read=read_when_let)
    first = _add(browser, {"a.txt": b"one"}).json()["job"]
    second = _add(browser, {"b.txt": b"two"}).json()["job"]
    until = time.monotonic() + 60
    while browser.get(f"/add/progress?job={first}").json()["state"] == "waiting":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert browser.get(f"/add/progress?job={first}").json()["state"] == "reading"
    assert browser.get(f"/add/progress?job={second}").json()["state"] == "waiting"
    assert browser.get("/evidence").status_code == 200
    assert f'data-job="{first}"' in browser.get("/add").text
    (dossier.parent / "gate").touch()
    for job in (first, second):
        found = _wait(browser, job)
        assert found["state"] == "done"
        assert found["failures"][0][1] == "read, and found to be empty"


def test_a_job_left_unfinished_is_taken_up_again(dossier: Path, open_workbench: Open) -> None:
    uploads = Uploads(dossier)
    job = uploads.new("Lin", 1)
    uploads.place(job.id, "en.md").write_text(TEXTS["en.md"], encoding="utf-8")
    uploads.keep(job, state="reading")
    browser = open_workbench(dossier, read=read_files)
    assert _wait(browser, job.id)["tally"]["added"] == 1


@pytest.mark.parametrize(("reader", "said"), [(die, "exit code 7"), (fall, "no model for 1")])
def test_a_reader_that_fails_is_said(
    reader: Any, said: str, dossier: Path, open_workbench: Open
) -> None:
    browser = open_workbench(dossier, read=reader)
    job = _add(browser, {"a.txt": b"one"}).json()["job"]
    found = _wait(browser, job)
    assert found["state"] == "failed"
    assert said in found["reason"]
    assert said in browser.get(f"/add?job={job}").text


def test_adding_needs_the_forms_token(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier, read=read_files)
    answer = _add(browser, {"a.txt": b"one"}, csrf="0" * 64)
    assert answer.json()["error"]["kind"] == "ForbiddenError"
    assert not Uploads(dossier).root.exists()


def test_adding_nothing_and_too_much_is_refused(dossier: Path, open_workbench: Open) -> None:
    limits = Limits(upload_bytes=50_000, upload_files=3)
    browser = open_workbench(dossier, read=read_files, limits=limits)
    assert "nothing was given" in _add(browser).json()["error"]["message"]
    assert "nothing was given" in _add(browser, text=" \n ").json()["error"]["message"]
    for files in ({"a.txt": b"x" * 200_000}, {f"{n}.txt": b"x" for n in range(4)}):
        answer = _add(browser, files)
        assert 400 <= answer.status_code < 500
        assert answer.json()["error"]["kind"] == TooLargeError.__name__
    assert not Uploads(dossier).root.exists()


def test_adding_without_a_reader_is_refused(dossier: Path, open_workbench: Open) -> None:
    browser = open_workbench(dossier)
    assert "legation read" in browser.get("/add").text
    answer = browser.post("/add", data={"csrf": "x"}, headers=JSON)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("../../etc/passwd", ("etc", "passwd")),
        ("..\\..\\windows\\a.txt", ("windows", "a.txt")),
        ("/absolute/a.txt", ("absolute", "a.txt")),
        ("C:\\a.txt", ("C_", "a.txt")),
        (".env", ("env",)),
        ("...", ("unnamed.txt",)),
        ("", ("unnamed.txt",)),
        ("a\x00b\u202e.txt", ("a_b_.txt",)),
        ("資料夾/新聞稿.md", ("資料夾", "新聞稿.md")),
        ("资料夹/新闻稿.md", ("资料夹", "新闻稿.md")),
    ],
)
def test_safe_parts_lead_nowhere_else(name: str, parts: tuple[str, ...]) -> None:
    assert safe_parts(name) == parts


def test_safe_parts_shorten_and_keep_the_suffix() -> None:
    [part] = safe_parts("長" * 200 + ".html")
    assert len(part.encode()) <= 120
    assert part.endswith("長.html")


def test_files_of_one_name_both_stay(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "d.duckdb")
    job = uploads.new("Lin", 3)
    names = []
    for number in range(3):
        path = uploads.place(job.id, "../a.txt")
        path.write_text(str(number), encoding="utf-8")
        names.append(path.name)
    assert names == ["a.txt", "a-2.txt", "a-3.txt"]
    assert path.parent == uploads.files(job.id)


@pytest.mark.parametrize("identifier", ["../x", "20260101-000000-zzzzzzzz", "", "..%2f"])
def test_progress_of_what_is_no_job(identifier: str, client: Browser) -> None:
    answer = client.get("/add/progress", params={"job": identifier}, headers=JSON)
    assert answer.status_code == 400
    assert json.loads(answer.text)["error"]["kind"] == "UsageError"
