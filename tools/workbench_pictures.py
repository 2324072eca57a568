"""Pictures of every view of the workbench, for docs/workbench.md.

    python tools/workbench_pictures.py [--out DIR] [--only timeline]

Reads the sample corpus into a dossier, takes the worked situation, opens both with
`legation serve`, and photographs each view in light, dark, Traditional Chinese and as a printed
page with Debian's Chromium (fonts-noto-cjk gives the Chinese). Printed pages are pictures of the
first A4 sheet. Pictures are written with at most 128 colours where Pillow is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "corpus" / "sample"
SITUATION: Final = ROOT / "corpus" / "situation" / "venezuela"
OUT: Final = ROOT / "docs" / "img" / "workbench"
LEGATION: Final = str(Path(sys.executable).with_name("legation"))
CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
COLOURS: Final = 128
WIDE: Final = {"width": 1280, "height": 900}
A4: Final = {"width": 794, "height": 1123}
VIEWS: Final = {
    "brief": "/brief",
    "timeline": "/timeline?by=month",
    "dyads": "/dyads?actor=USA&recipient=VEN",
    "network": "/network",
    "map": "/map",
    "evidence": "",
    "narratives": "/narratives",
    "situation": "/situation",
    "search": "/search?q=%E5%88%B6%E8%A3%81",
    "corrections": "/corrections",
    "add": "/add",
}
"""Where each picture is taken; the reader's address is that of an event in the sample."""


def legation(*arguments: str) -> None:
    """Run the command line; what it says is shown only when it fails."""
    command = [LEGATION, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")


@contextlib.contextmanager
def workbench(dossier: Path, *more: str) -> Iterator[str]:
    """The address of a workbench on a free port of this machine, ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [LEGATION, "serve", str(dossier), "--port", str(port), *more]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if server.poll() is not None:
                raise SystemExit(f"the workbench ended: {server.communicate()[1]}")
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/static/icon.svg"):
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.communicate()


def reader_address(address: str) -> str:
    """The page of the first event of the sample that has a recipient, in the reader."""
    with urllib.request.urlopen(f"{address}/dyads?actor=USA&recipient=VEN") as answer:
        found = re.search(r'href="(/evidence\?id=[0-9a-f]+)"', answer.read().decode())
    if found is None:
        raise SystemExit("the sample has no report of the United States and Venezuela")
    return found.group(1)


def photograph(browser: Browser, address: str, places: dict[str, str], out: Path) -> None:
    """Each place in light, dark, Chinese and print, as `<view>-<kind>.png`."""
    kinds = {
        "light": {"color_scheme": "light", "locale": "en-GB", "viewport": WIDE},
        "dark": {"color_scheme": "dark", "locale": "en-GB", "viewport": WIDE},
        "zh-Hant": {"color_scheme": "light", "locale": "zh-TW", "viewport": WIDE},
        "print": {"color_scheme": "light", "locale": "en-GB", "viewport": A4},
    }
    for kind, given in kinds.items():
        context = browser.new_context(**given)
        page = context.new_page()
        for name, place in places.items():
            show(page, f"{address}{place}", kind)
            page.screenshot(path=out / f"{name}-{kind}.png")
        context.close()


def show(page: Page, place: str, kind: str) -> None:
    """Open a page and wait until its charts are drawn."""
    page.emulate_media(media="print" if kind == "print" else "screen")
    page.goto(place, wait_until="load")
    if page.locator("[data-chart]").count():
        page.wait_for_selector("html[data-ready]", state="attached")


def shrink(pictures: Sequence[Path]) -> None:
    """Fewer colours where Pillow is installed; else as the browser wrote them."""
    try:
        from PIL import Image
    except ImportError:
        print("Pillow is not installed: pictures keep all their colours")
        return
    for path in pictures:
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


def main() -> None:
    """Build the dossier, open it, take the pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", choices=VIEWS, action="append", help="these views alone")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "sample.duckdb"
        legation("read", str(SAMPLE), "--into", str(dossier), "--quiet")
        legation("fold", str(dossier))
        with (
            workbench(dossier, "--situation", str(SITUATION)) as address,
            sync_playwright() as playwright,
            contextlib.closing(
                playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            ) as browser,
        ):
            places = {name: VIEWS[name] for name in options.only or VIEWS}
            if "evidence" in places:
                places["evidence"] = reader_address(address)
            photograph(browser, address, places, options.out)
    shrink([path for name in places for path in sorted(options.out.glob(f"{name}-*.png"))])


if __name__ == "__main__":
    main()
