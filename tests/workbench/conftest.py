"""The workbench on the project's sample corpus, read and folded once per run of the tests."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.cli.runner import run

from legation.workbench import Settings, create_app

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"
ADDRESS = "http://127.0.0.1:8400"


class Browser:
    """A browser without script: it keeps cookies, follows no redirect, and reads English."""

    def __init__(self, settings: Settings) -> None:
        self.app = create_app(settings)
        self.cookies = httpx.Cookies()
        self.headers = {"accept-language": "en"}

    def get(self, address: str, **given: Any) -> httpx.Response:
        """GET; `given` as for httpx (params, headers)."""
        return self.request("GET", address, **given)

    def post(self, address: str, **given: Any) -> httpx.Response:
        """POST; `given` as for httpx (data, files, headers)."""
        return self.request("POST", address, **given)

    def request(self, method: str, address: str, **given: Any) -> httpx.Response:
        """Any request."""
        return asyncio.run(self._request(method, address, given))

    async def _request(self, method: str, address: str, given: dict[str, Any]) -> httpx.Response:
        headers = {**self.headers, **given.pop("headers", {})}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(
            transport=transport, base_url=ADDRESS, cookies=self.cookies
        ) as client:
            answer = await client.request(method, address, headers=headers, **given)
            self.cookies.update(client.cookies)
        return answer

    def close(self) -> None:
        """Let go of the dossier."""
        self.app.state.holder.close()


Open = Callable[..., Browser]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a dossier, for reading only."""
    path = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    for arguments in (("read", str(SAMPLE), "--into", str(path), "--quiet"), ("fold", str(path))):
        result = run(*arguments)
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def dossier(built: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    shutil.copytree(built.with_suffix(".parts"), tmp_path / "sample.parts")
    return Path(shutil.copy(built, tmp_path / "sample.duckdb"))


@pytest.fixture
def open_workbench() -> Iterator[Open]:
    """Opens a workbench on a dossier; fields of Settings may be given."""
    with ExitStack() as stack:

        def open_(path: Path, **given: Any) -> Browser:
            return stack.enter_context(closing(Browser(Settings(path, **given))))

        yield open_


@pytest.fixture(scope="session")
def client(built: Path) -> Iterator[Browser]:
    """A browser on the sample, for reading only."""
    with closing(Browser(Settings(built))) as made:
        yield made
