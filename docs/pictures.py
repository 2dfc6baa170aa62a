"""Take the pictures of docs/images/ from the running demonstration: `python docs/pictures.py DEMO-STUDY [FOLDER]`.

Needs the browser extra and the system's Chromium. Sizes are kept under 300 kB a picture.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from synopticon.workflow.study import Study

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


@contextmanager
def _served(study: Path) -> Iterator[str]:
    """The workbench's link, which works once."""
    command = [sys.executable, "-u", "-m", "synopticon", "serve", str(study), "--port", "0", "--no-open"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        found = None
        while found is None:
            found = re.search(r"http://\S+", server.stdout.readline())
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)


def _places(study: Path) -> dict[str, str]:
    """What each picture shows: name and path."""
    with Study.open(study) as opened:
        finding = next(f for f in opened.reader.findings() if "gantries" in f.proposition)
        family = opened.reader.members_of([finding.evidence[0].passage.item])[finding.evidence[0].passage.item].family
    return {
        "overview": "/",
        "finding": f"/findings/{finding.key}",
        "family": f"/families/{family}",
        "item": f"/items/{finding.evidence[0].passage.item}",
        "search": "/search?q=카메라",
    }


def _take(page: Page, origin: str, name: str, path: str, folder: Path) -> None:
    answer = page.goto(origin + path)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status if answer else 'nothing'}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{name}.png")


def main() -> None:
    """Every picture, light, at 1,200 by 800."""
    study = Path(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "images"
    program = next(path for path in CHROMIUM if Path(path).exists())
    with _served(study) as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 800}, color_scheme="light")
        page.goto(link)
        origin = re.match(r"http://[^/]+", link)
        assert origin is not None
        for name, path in _places(study).items():
            _take(page, origin[0], name, path, folder)
        browser.close()


if __name__ == "__main__":
    main()
