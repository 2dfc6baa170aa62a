"""Take the pictures of docs/images/ from the running demonstration: `python docs/pictures.py DEMO-STUDY [FOLDER]`.

Needs the browser extra and the system's Chromium. Sizes are kept under 300 kB a picture.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from synopticon.workflow.demo_interviews import PASSPHRASE
from synopticon.workflow.study import Study

SHOWN = "en-02"
"""The interview whose review is shown."""
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
        _take_review(browser.new_page(viewport={"width": 1200, "height": 800}, color_scheme="light"), study, folder)
        browser.close()


def _synopticon(*words: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "synopticon", *words]
    return subprocess.run(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True, text=True).stdout


def _take_review(page: Page, study: Path, folder: Path) -> None:
    """The review of one of the demonstration's interviews, sealed anew in a copy of its study."""
    materials = files("synopticon.demo") / "materials" / "interviews"
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "study"
        shutil.copytree(study, copy)
        record = {part: str(materials / f"{SHOWN}.{part}") for part in ("txt", "consent.toml", "identity.json")}
        given = ["--consent", record["consent.toml"], "--identity", record["identity.json"], "--study", str(copy)]
        added = _synopticon("interview", "add", record["txt"], *given, "--json")
        command = ["interview", "review", json.loads(added)["pseudonym"], "--reader", "a-reader", "--no-browser"]
        phrase = Path(name) / "passphrase"
        phrase.write_text(PASSPHRASE)
        opens = ["-i", str(next(copy.glob("identity-of-*.txt"))), "--passphrase-file", str(phrase)]
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "synopticon", *command, *opens, "--study", str(copy)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            address, code = "", ""
            while not code:
                line = server.stdout.readline().strip()
                address = line if line.startswith("http://") else address
                code = line if re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){2}", line) else ""
            page.goto(address)
            page.keyboard.type(code)
            page.keyboard.press("Enter")
            page.wait_for_selector("text=decided")
            page.keyboard.press("a")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / "review.png")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
