"""Every route of the workbench: one explicit list of pages, one of JSON routes."""

from __future__ import annotations

from fastapi import APIRouter

from synopticon.web.routes import items, overview

PAGES: tuple[APIRouter, ...] = (overview.router, items.router)
JSON_ROUTES: tuple[APIRouter, ...] = ()
STREAMED: frozenset[str] = frozenset()
"""Paths that take files and cap their own bodies."""
