"""index.html: the whole report in one page that asks nothing of any network and runs no script."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

import jinja2
from markupsafe import Markup

from synopticon.model.finding import Stance
from synopticon.model.released import Released
from synopticon.release.edition import Edition, Ground, PublicFinding, Quotation, Source
from synopticon.release.exports.days import in_words, long_day
from synopticon.release.exports.timeline import timeline_svg

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_HERE = "<!--policy-->"


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation as the page sets it."""

    ground: Ground
    quotation: Quotation
    source: Source
    sign: str


def write(edition: Released[Edition]) -> bytes:
    """The page. Its policy allows the very styles that it carries, by their digests, and nothing else."""
    said = edition.value
    timeline = timeline_svg(said)
    html = (
        _environment()
        .get_template("page.html")
        .render(
            said=said,
            style=Markup((files("synopticon.release") / "templates" / "page.css").read_text("utf-8")),  # noqa: S704
            timeline=Markup(timeline) if timeline else None,  # noqa: S704
            findings=[(finding, _shown(said, finding), _tree(said, finding)) for finding in said.findings],
            day=long_day(said.day),
            policy=Markup(_HERE),  # noqa: S704
        )
    )
    return html.replace(_HERE, _policy(html), 1).encode("utf-8")


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("synopticon.release", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["in_words"] = in_words
    environment.filters["web"] = lambda address: address.startswith(("https://", "http://"))
    return environment


def _policy(html: str) -> str:
    digests = dict.fromkeys(
        base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode() for style in _STYLE.findall(html)
    )
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    rules = f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _shown(edition: Edition, finding: PublicFinding) -> list[Shown]:
    rows = []
    for ground in finding.grounds:
        quotation = edition.quotation(ground.quotation)
        sign = "▲" if ground.stance == Stance.SUPPORTS else "▽"
        rows.append(Shown(ground, quotation, edition.source(quotation.source), sign))
    return sorted(rows, key=lambda row: row.ground.stance != Stance.SUPPORTS)


def _tree(edition: Edition, finding: PublicFinding) -> tuple[Markup, str] | None:
    picture = edition.pictures.get(finding.key)
    return (Markup(picture.svg), picture.words) if picture else None  # noqa: S704
