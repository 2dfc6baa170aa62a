"""A wheel carries the compiled kernel where it can be compiled; elsewhere it is a pure one, and says so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles for a wheel and for an editable install. No Python.h is involved: one wheel serves every Python 3."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile beside the sources, and name the wheel by the platform that it was compiled on."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from synopticon.errors import SynopticonError
        from synopticon.kernel.building import build

        try:
            library = build()
        except SynopticonError as error:
            self.app.display_warning(
                f"A pure wheel is built, whose echoes are found by NumPy alone: {error.sentence()}"
            )
            return
        finally:
            sys.path.pop(0)
        build_data["artifacts"].append(f"/{library.relative_to(Path(self.root).resolve())}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{_platform()}"


def _platform() -> str:
    """Where the library runs: the name that tells how old a C library suffices, if this platform has one."""
    names = list(platform_tags())
    return next((name for name in names if not name.startswith("linux_")), names[0])
