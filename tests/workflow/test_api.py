"""The Python API: the whole path in a few lines, with the counting that matters."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from synopticon import Study

REPORT = (
    "The border town of Orvell has received four new cameras on its market square, three traders said on Monday. "
    "The devices were mounted on lamp posts beside the tax office and are wired to a cabinet that hums at night. "
    "Nobody has told the traders who watches the pictures, and two of them now keep their stalls under awnings."
)
OTHER = (
    "A teacher who left Orvell in spring remembers a camera above the school gate, put up during the holidays. "
    "The headmaster said that it was there against thieves, and the pupils learned to walk in under their umbrellas. "
    "It was dark for most of the winter, the teacher added, because the school had no power after four o'clock."
)


def test_three_passages_of_which_two_are_copies_rest_on_two_origins(tmp_path: Path) -> None:
    """A finding that cites a report, its reprint and an independent testimony has two origins, not three."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "courier.txt").write_text(REPORT, "utf-8")
    (pages / "reprint.txt").write_text(REPORT + "\n", "utf-8")
    (pages / "teacher.txt").write_text(OTHER, "utf-8")
    with Study.create(tmp_path / "study", title="Cameras in Orvell") as study:
        assert study.collect(pages).new == 3
        study.trace()
        quotes = {
            "courier": "four new cameras",
            "reprint": "four new cameras",
            "teacher": "a camera above the school gate",
        }
        passages = []
        for item in study.items().rows:
            name = next(name for name in quotes if name in item.asked)
            passages.append(study.cite(item.id, quotes[name]))
        finding = study.find("There are cameras in public places of Orvell.", likelihood="likely", supports=passages)
        weighed = study.weigh(finding.key)
        assert (weighed.documents, weighed.independent_origins, weighed.echoes) == (3, 2, 1)
        assert study.publish().folder.is_dir()
        assert len(study.search("cameras").rows) == 2


def test_a_study_that_nobody_here_may_enter_is_named() -> None:
    """A folder that is closed to us is said to be closed, not to be empty."""
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from synopticon import Study
        from synopticon.errors import NotAStudy
        Study.create(sys.argv[1]).close()
        os.chmod(sys.argv[1], 0o600)
        if os.getuid() == 0:
            # Root may enter anywhere; all that is needed from root's folders has been loaded by now.
            os.setgid(65534); os.setuid(65534)
        try:
            Study(Path(sys.argv[1]))
        except NotAStudy as error:
            sys.exit(0 if "may look into" in error.why else repr(error))
        sys.exit("it opened")
    """)
    folder = Path(tempfile.mkdtemp())
    try:
        answer = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, check=False)
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)
    assert answer.returncode == 0, answer.stderr.decode()
