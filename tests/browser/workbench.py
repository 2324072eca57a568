"""A workbench on the sample corpus, and a browser that writes down what goes wrong in it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Route

from legation.reading.files import read_files
from legation.workbench import Settings, create_app

HERE = "127.0.0.1"
VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""
HOSTILE_TEXT = (
    "美國總統川普1月5日宣布制裁委內瑞拉<script>window.hacked = 1</script>的石油公司。\n\n"
    "法國外交部長<img src=x onerror='window.hacked = 2'>批評\u202e這項\u202c決定，"
    "並\u200b要求華府撤\u2066回\u2069命令。\n\n"
    "</mark></article><iframe src=//elsewhere.example></iframe>{{ 7 * 7 }} 俄羅斯譴責美國。"
)
HOSTILE = {
    "id": "hostile\"><b>'",
    "title": '"><script>window.hacked = 3</script>川普\u202e制裁',
    "outlet": "<svg onload='window.hacked = 4'>報",
    "url": "javascript:window.hacked=5",
    "published": "2026-01-05",
    "language": "zh-Hant",
    "text": HOSTILE_TEXT,
}


def hostile_file(folder: Path) -> Path:
    """A file with an article that would take over a careless page."""
    path = folder / "hostile.jsonl"
    path.write_text(json.dumps(HOSTILE, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Workbench:
    """A running workbench: its address, and the application behind it."""

    address: str
    app: FastAPI

    def sql(self, query: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The dossier's own answer, to hold a page against."""
        with self.app.state.holder.reading() as dossier:
            rows: list[dict[str, Any]] = dossier.sql(query, list(values)).rows()
        return rows

    def text(self, document: str) -> str:
        """The text of a document, in which every span is counted."""
        return str(self.sql("SELECT text FROM documents WHERE document = ?", [document])[0]["text"])


@contextmanager
def serve(dossier: Path, situation: Path) -> Iterator[Workbench]:
    """A workbench on a free port of this machine, in a thread."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    app = create_app(Settings(dossier, situation, port=port, read=read_files))
    server = uvicorn.Server(uvicorn.Config(app, HERE, port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the workbench ended"
        assert time.monotonic() < until, "the workbench did not start within 30 s"
        time.sleep(0.05)
    try:
        yield Workbench(f"http://{HERE}:{port}", app)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@dataclass
class Watched:
    """A page, with what it complained of and which hosts it asked."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def ask(self, route: Route) -> None:
        """Note the host of a request; let through what stays on this machine."""
        host = urlsplit(route.request.url).hostname or ""
        self.hosts.add(host)
        if host == HERE:
            route.continue_()
        else:
            route.abort()

    def quiet(self) -> bool:
        """Whether nothing was complained of and nothing left this machine; else says what."""
        assert not self.complaints, self.complaints
        assert self.hosts <= {HERE}, self.hosts
        return True


@contextmanager
def watched(browser: Browser, workbench: Workbench, **given: Any) -> Iterator[Watched]:
    """A fresh page; `given` as for a context of the browser."""
    wanted = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **given}
    context = browser.new_context(base_url=workbench.address, **wanted)
    context.set_default_timeout(10_000)
    context.add_init_script(VIOLATIONS)
    made = Watched(context.new_page())
    context.route("**/*", made.ask)
    made.page.on(
        "console",
        lambda said: made.complaints.append(said.text) if said.type == "error" else None,
    )
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    try:
        yield made
    finally:
        context.close()


def settled(page: Page) -> None:
    """Wait until the charts of a page are drawn."""
    if page.locator("[data-chart]").count():
        page.wait_for_selector("html[data-ready]", state="attached")
