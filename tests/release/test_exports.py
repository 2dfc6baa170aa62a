"""Every export says the same edition, harms no reader's program, and is in the form that its standard names."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from synopticon.errors import MissingPart
from synopticon.model.released import Released
from synopticon.release.bundle import Bundle
from synopticon.release.edition import Edition
from synopticon.release.exports import citations, followthemoney, page, report
from synopticon.release.exports.days import in_words
from synopticon.release.exports.listing import EXPORTS
from synopticon.release.exports.tables import TABLES, Field, Table, guarded, write_table
from synopticon.release.exports.timeline import timeline_svg


def with_changes(released: Released[Edition], **changes: object) -> Released[Edition]:
    """The edition with some fields changed."""
    return replace(released, value=replace(released.value, **changes))  # type: ignore[arg-type]


def test_each_export_is_described_and_written(released: Released[Edition]) -> None:
    """Every row of the list has its words, its own path, and gives bytes."""
    assert len({export.path for export in EXPORTS}) == len(EXPORTS)
    for export in EXPORTS:
        assert export.title and export.example and export.write(released), export.path


def test_a_table_holds_what_its_schema_says(released: Released[Edition]) -> None:
    """Columns are the schema's fields, keys are unique, required cells are filled, foreign keys resolve."""
    rows = {
        table.name: list(csv.DictReader(io.StringIO(write_table(table, released).decode("utf-8"), newline="")))
        for table in TABLES
    }
    for table in TABLES:
        found = rows[table.name]
        assert found and set(found[0]) == {field.name for field in table.fields}
        keys = [tuple(row[column] for column in table.key) for row in found]
        assert len(set(keys)) == len(keys)
        assert all(row[field.name] for row in found for field in table.fields if field.required)
        for here, other, there in table.foreign:
            known = {row[there] for row in rows[other]} | {""}
            assert {row[here] for row in found} <= known


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe before it; other text stays as it is."""
    assert guarded(text) == f"'{text}" and guarded("plain = text") == "plain = text"


def test_a_cell_may_hold_any_line_end(released: Released[Edition]) -> None:
    """Also one that readers take for the end of a row, though the writer does not."""
    field = Field("words", "string", "")
    table = Table("lines", "", (), (field,), lambda _: iter([("one\rtwo",), ("one\ntwo",), ("three",)]))
    told = csv.DictReader(io.StringIO(write_table(table, released).decode("utf-8"), newline=""))
    assert [row["words"] for row in told] == ["one\rtwo", "one\ntwo", "three"]


class Tags(HTMLParser):
    """Gathers elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        self.tags.append((tag, dict(attrs)))


def test_the_page_asks_nothing_of_any_network_and_runs_nothing(released: Released[Edition]) -> None:
    """No script, no style attribute, no handler, no outside resource; the policy names the styles by their digests."""
    html = page.write(released).decode("utf-8")
    tags = Tags(html).tags
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in tags}
    for _, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]
    policy = next(a["content"] or "" for t, a in tags if t == "meta" and "http-equiv" in a)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style and policy.startswith("default-src 'none'; ")
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in policy
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_strangers_words_stay_words_on_the_page(released: Released[Edition]) -> None:
    """A quotation with markup is shown as its characters; an address that is no web address is no link."""
    html = page.write(released).decode("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    odd = replace(released.value.sources[0], address="javascript:alert(1)")
    html = page.write(with_changes(released, sources=(odd, *released.value.sources[1:]))).decode("utf-8")
    assert 'href="javascript' not in html and "javascript:alert(1)" in html


def test_likelihood_and_confidence_stand_in_paragraphs_of_their_own(released: Released[Edition]) -> None:
    """No paragraph of the page speaks of both."""
    html = page.write(released).decode("utf-8")
    for paragraph in re.findall(r'<p class="judgement">(.*?)</p>', html, re.DOTALL):
        assert not ("ikel" in paragraph and "onfidence" in paragraph)


def test_the_timeline_fades_where_an_edge_is_not_known(released: Released[Edition]) -> None:
    """A whole year given as one date fades on both sides; a day and an interval with both ends do not."""
    first = replace(released.value.findings[0], occurred="2022")
    second = replace(released.value.findings[1], occurred="2020/2021")
    svg = timeline_svg(replace(released.value, findings=(first, second))) or ""
    assert svg.count('fill="url(#fade-both)"') == 1 and svg.count('class="bar"') == 1
    bare = tuple(replace(finding, occurred=None) for finding in released.value.findings)
    assert timeline_svg(replace(released.value, findings=bare)) is None


def test_one_old_source_does_not_squeeze_the_bars(released: Released[Edition]) -> None:
    """A source of 1953 is counted at the edge with its day; the scale shows the years of the bars."""
    finding = replace(released.value.findings[0], occurred="2020/2021")
    source = replace(released.value.sources[0], published="1953-07-27")
    svg = timeline_svg(replace(released.value, findings=(finding,), sources=(source,))) or ""
    assert "‹ 1 earlier" in svg and "published 1953-07-27" in svg
    assert re.findall(r">(\d{4})<", svg) == ["2020", "2021"]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-05-01", "2023-05-01"), ("../2019", "by 2019"), ("2021-09/..", "since 2021-09"), ("/2019", "by 2019"),
        ("2020/2023", "2020 to 2023"), ("2023-05~", "about 2023-05"), ("2023?", "2023, uncertain"), (None, "undated"),
    ],
)  # fmt: skip
def test_dates_are_said_as_surely_as_they_are_known(edtf: str | None, words: str) -> None:
    """By, since, about and uncertain stay what they are."""
    assert in_words(edtf) == words


def test_follow_the_money_entities_refer_to_each_other(released: Released[Edition]) -> None:
    """Each Documentation joins a Note and an Article that are there; hashes are SHA-1, languages have three letters."""
    entities = [json.loads(line) for line in followthemoney.write(released).splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    joined = [entity["properties"] for entity in entities if entity["schema"] == "Documentation"]
    assert len(joined) == sum(len(finding.grounds) for finding in released.value.findings)
    for one in joined:
        assert by_id[one["document"][0]]["schema"] == "Article" and by_id[one["entity"][0]]["schema"] == "Note"
    article = by_id["source-herald"]["properties"]
    assert len(article["contentHash"][0]) == 40 and article["language"] == ["eng"]
    losses = json.loads(followthemoney.write_loss(released))
    assert losses["dates_left_out"] == 1 and {"what", "why", "instead"} == set(losses["losses"][0])


def test_citations_name_every_cited_source_once(released: Released[Edition]) -> None:
    """CSL-JSON and BibTeX hold the same sources; braces and ampersands are escaped; a vague date says circa."""
    items = json.loads(citations.write_csl(released))
    bib = citations.write_bibtex(released).decode("utf-8")
    assert [item["id"] for item in items] == re.findall(r"@online\{(\w+),", bib)
    assert r"Cameras \& schools \{herald\}" in bib
    post = next(item for item in items if item["id"] == "post")
    assert post["issued"] == {"date-parts": [[2023, 5]], "circa": True} and "URL" in post
    assert "URL" not in next(item for item in items if item["id"] == "denial")


def test_the_crate_lists_every_file_with_its_digest(bundled: Callable[..., Bundle]) -> None:
    """Each described file is in the release with just that SHA-256, and every signed file but itself is described."""
    files = bundled().files
    graph = {row["@id"]: row for row in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    parts = {row["@id"] for row in graph["./"]["hasPart"]}
    assert parts == files.keys() - {"ro-crate-metadata.json", "manifest.json", "manifest.json.sig"}
    for path in parts:
        assert graph[path]["sha256"] == hashlib.sha256(files[path]).hexdigest()


def test_the_pdf_is_the_same_for_the_same_edition(released: Released[Edition]) -> None:
    """Two runs give identical bytes, with Korean text and a picture in them."""
    pytest.importorskip("typst", reason="needs the extra called pdf")
    one = report.write_pdf(released)
    assert one.startswith(b"%PDF-") and one == report.write_pdf(released)


def test_without_typst_the_missing_part_is_named(released: Released[Edition], monkeypatch: pytest.MonkeyPatch) -> None:
    """The message holds the command that brings it."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(MissingPart, match=r"pip install 'synopticon\[pdf\]'"):
        report.write_pdf(released)


def test_a_printed_picture_has_plain_colours() -> None:
    """Variables take their fall-backs, also one within another, and the namespace is named."""
    svg = '<svg viewBox="0 0 1 1"><path fill="var(--hue-1, var(--ink, #000))"/></svg>'
    assert (
        report.printable(svg) == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#000"/></svg>'
    )
