"""Every route of the workbench: one explicit list of pages, one of JSON routes."""

from __future__ import annotations

from fastapi import APIRouter

from synopticon.web.routes import (
    agreement,
    api,
    attributions,
    coding,
    coding_acts,
    collecting,
    custody,
    exports,
    families,
    findings,
    interviews,
    item_acts,
    items,
    jobs,
    original,
    overview,
    pictures,
    release,
    search,
    sources,
    timeline,
)

PAGES: tuple[APIRouter, ...] = (
    overview.router,
    collecting.router,
    jobs.router,
    sources.router,
    exports.router,
    items.router,
    item_acts.router,
    original.router,
    families.router,
    pictures.router,
    search.router,
    timeline.router,
    findings.router,
    attributions.router,
    interviews.router,
    coding.router,
    coding_acts.router,
    agreement.router,
    release.router,
    custody.router,
)
JSON_ROUTES: tuple[APIRouter, ...] = (api.router,)
STREAMED: frozenset[str] = frozenset({collecting.FILES})
"""Paths that take files and cap their own bodies."""
