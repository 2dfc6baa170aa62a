"""Before the first visitor comes, what they would wait for is done; what cannot be done is said by the page alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

from synopticon.web.app import build_app
from synopticon.web.templates import environment
from synopticon.workflow.study import Study


def opened_by_starting(folder: Path) -> list[Path]:
    """The studies that were opened between the start and the end of a workbench without a single visit."""
    opened: list[Path] = []

    def opener(place: Path) -> Study:
        opened.append(place)
        return Study(place)

    app = build_app(folder, opener=opener)

    async def starting() -> None:
        async with app.router.lifespan_context(app):
            pass

    asyncio.run(starting())
    return opened


def test_the_study_is_open_and_the_templates_are_compiled_before_a_visit(study_folder: Path) -> None:
    """Starting alone opens the study once and compiles every template."""
    environment.cache_clear()
    assert opened_by_starting(study_folder) == [study_folder]
    cached = environment().cache
    assert cached is not None
    assert {key[1] for key in cached} >= set(environment().list_templates(extensions=["html"]))


def test_a_folder_without_a_study_does_not_stop_the_start(tmp_path: Path) -> None:
    """The workbench starts over a folder that holds no study; its pages will say so."""
    assert opened_by_starting(tmp_path) == [tmp_path]


def test_a_study_without_an_index_is_made_ready_all_the_same(empty_study: Path) -> None:
    """Where nothing was indexed, the rest is made ready."""
    environment.cache_clear()
    opened_by_starting(empty_study)
    assert environment().cache
