"""One workbench per run, one browser per module; without Chromium these tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.workbench import Watched, Workbench, hostile_file, serve, watched
from tests.cli.runner import run

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium (Debian: apt install chromium)")


def unmet(reason: str) -> None:
    """Skip a test for want of something; on the build server that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """The sample corpus and a hostile article, read, folded, with a drafted situation, served."""
    folder = tmp_path_factory.mktemp("workbench")
    dossier, situation = folder / "sample.duckdb", folder / "raid"
    hostile, into = hostile_file(folder), ("--into", str(situation))
    for arguments in (
        ("read", str(SAMPLE), str(hostile), "--into", str(dossier), "--quiet"),
        ("fold", str(dossier)),
        ("situation", "draft", "raid", "--from", str(dossier), "--about", "VEN", *into),
    ):
        result = run(*arguments)
        assert result.exit_code == 0, result.output
    with serve(dossier, situation) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Of the module alone: its event loop is in the way of others."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        unmet("no Chromium is installed; on Debian: apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def watch(browser: Browser, workbench: Workbench) -> Iterator[Watched]:
    """An English page in light, wide as a screen. Complaints and foreign hosts fail the test."""
    with watched(browser, workbench) as made:
        yield made
        made.quiet()
