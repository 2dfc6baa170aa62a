"""Synopticon: from captured pages to a published finding that anyone can verify.

    from synopticon import Study

    study = Study.create("my-study", title="Cameras in Veldania")
    study.collect("page.html")

The package imports lazily: a name is loaded when it is first asked for, so that `import synopticon` is quick and no
part reaches another by accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.version import __version__

if TYPE_CHECKING:
    from synopticon.workflow.api import Study

__all__ = ["Study", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Study":
        from synopticon.workflow.api import Study

        return Study
    raise AttributeError(f"module 'synopticon' has no attribute {name!r}")
