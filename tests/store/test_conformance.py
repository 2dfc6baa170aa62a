"""Every store keeps every promise of the protocols: SQLite, memory and PostgreSQL alike. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.errors import NotFound, StudyBusy, StudyError, UsageError
from synopticon.model.capture import Capture, Channel, Claims, Failure, Form, Place
from synopticon.model.custody import GENESIS, Act, first_break
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.finding import Basis, Evidence, Finding, Likelihood, Stance
from synopticon.model.item import ItemQuery
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.passage import Passage
from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan
from synopticon.store.protocols import Store, Writer

Opened = Callable[..., Store]

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def captured(number: int, **changes: object) -> Capture:
    """An invented page."""
    digest = f"{number:064x}"
    page = Capture(
        asked=f"https://news{number}.example/story",
        collected=NOON + timedelta(minutes=number, microseconds=7),
        channel=Channel.WEB,
        obtained=f"https://www.news{number}.example/story?from=feed",
        digest=digest,
        size=900 + number,
        media_type="text/html",
        place=Place(digest, Form.WARC, offset=17, length=40),
        conditions={"status": "200", "tls": "TLSv1.3"},
    )
    return replace(page, **changes)


def read(capture: Capture, text: str = "Cameras stand at the gate.", **changes: object) -> Extraction:
    """An invented reading of it."""
    reading = Reading(text, "html", "html/1", title="Cameras", authors=("Ada Veld",), published="2024-05-01",
                      language="en", warnings=("a table was left out",), metadata={"words": "5"})  # fmt: skip
    return Extraction(capture.id, replace(reading, **changes))


def filled(store: Store, *numbers: int) -> list[Capture]:
    """Captures with readings, one a number."""
    pages = [captured(number) for number in numbers]
    with store.writing("ada") as writer:
        for page in pages:
            writer.add_capture(page)
            writer.add_extraction(read(page, f"Text of page {page.size}."))
    return pages


def decide(writer: Writer, page: Capture, verdict: Verdict, minute: int, **value: str) -> None:
    """A decision about an item."""
    subject = f"item:{page.id}"
    assert writer.add_judgement(
        Judgement(subject, verdict, "ada", NOON + timedelta(minutes=minute), "as printed", value)
    )


def claimed(number: int, proposition: str = "A camera stands at the gate.", revision: int = 1) -> Finding:
    """A finding without evidence."""
    return Finding(f"f{number}", revision, proposition, Likelihood.LIKELY, "no photograph", (), NOON, NOON, "2024-05~")


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    """A study just begun counts nothing, lists nothing and misses politely."""
    reader = store.reader()
    counts = reader.counts()
    assert (counts.captures, counts.items, counts.families, counts.custody, counts.last_custody) == (0, 0, 0, 0, None)
    assert (
        list(reader.captures()) == list(reader.all_items()) == list(reader.all_texts()) == list(reader.custody()) == []
    )
    assert reader.items(ItemQuery()).total == reader.families().total == 0
    assert reader.latest_capture("https://a.example/") is None
    assert reader.current_extraction("0" * 64) is None
    assert reader.member("0" * 64) is None
    assert reader.fact("trace") is None
    assert reader.secret("salt") is None
    for ask in (reader.capture, reader.extraction, reader.item, reader.passage, reader.finding):
        with pytest.raises(NotFound):
            ask("0" * 64)


def test_captures_come_back_equal_and_in_order(store: Store) -> None:
    """A capture is given back with every field, and all of them in the order of their arrival."""
    failed = captured(
        2, digest=None, place=None, obtained=None, media_type=None, failure=Failure("timeout", "No answer.")
    )
    claims = Claims("https://a.example/1", "제목", "The Veldania Post", ("A", "B"), "2024-05?", "ko")
    row = captured(1, channel=Channel.CORPUS, claims=claims, place=Place("a" * 64), parent=captured(3).id)
    pages = [captured(3), failed, row]
    with store.writing("ada") as writer:
        assert [writer.add_capture(page) for page in pages] == [True] * 3
        assert not writer.add_capture(pages[0])
    with store.writing("ada") as writer:
        assert not writer.add_capture(pages[0])
    reader = store.reader()
    assert list(reader.captures()) == pages
    assert list(reader.captures(after=pages[0].id)) == pages[1:]
    assert [reader.capture(page.id) for page in pages] == pages
    assert reader.have_captures([pages[2].id, "f" * 64]) == {pages[2].id}
    assert reader.latest_capture(failed.asked) is None
    later = captured(3, digest="c" * 64)
    with store.writing("ada") as writer:
        writer.add_capture(later)
    assert reader.latest_capture(later.asked) == later


def test_the_reading_added_last_is_the_current_one(store: Store) -> None:
    """A newer extractor's reading takes the place of the older one, which stays; so does going back."""
    page = captured(1)
    old, new = read(page), read(page, "Cameras stand at the gate of the school.", extractor="html/2")
    reader = store.reader()
    with store.writing("ada") as writer:
        writer.add_capture(page)
        assert writer.add_extraction(old)
    assert [capture.id for capture in reader.unread_captures(["html/2"])] == [page.id]
    with store.writing("ada") as writer:
        assert writer.add_extraction(new)
    assert reader.current_extraction(page.id) == new
    assert reader.extraction(old.id) == old
    assert list(reader.unread_captures(["html/2"])) == []
    assert reader.texts([page.id, "f" * 64]) == {page.id: new.reading.text}
    with store.writing("ada") as writer:
        assert not writer.add_extraction(old)
    assert reader.current_extraction(page.id) == old
    assert reader.item(page.id).extraction == old.id


def test_an_item_follows_correction_then_claim_then_document(store: Store) -> None:
    """Each fact is the latest correction, else the channel's claim, else the document's own; else the host speaks."""
    page = captured(1, claims=Claims(published="2024-04"))
    with store.writing("ada") as writer:
        writer.add_capture(page)
        writer.add_extraction(read(page))
    reader = store.reader()
    item = reader.item(page.id)
    assert (item.outlet, item.published, item.language) == ("news1.example", "2024-04", "en")
    assert item.facts_from == ("document", "claim", "document")
    assert (item.title, item.authors, item.length, item.warnings) == (
        "Cameras", ("Ada Veld",), 26, ("a table was left out",)
    )  # fmt: skip
    with store.writing("ada") as writer:
        decide(writer, page, Verdict.CORRECT, 1, outlet="Wrong", published="2024-03-02")
        decide(writer, page, Verdict.CORRECT, 2, outlet="The Post", language="")
    item = reader.item(page.id)
    assert (item.outlet, item.published, item.language) == ("The Post", "2024-03-02", None)
    assert item.facts_from == ("correction", "correction", "correction")
    with store.writing("ada") as writer:
        decide(writer, page, Verdict.CLEAR, 3)
    assert reader.item(page.id).outlet == "news1.example"
    assert [judgement.verdict for judgement in reader.judgements(f"item:{page.id}")] == ["correct", "correct", "clear"]


@pytest.mark.parametrize(
    ("claimed", "claimed_at", "read_on", "read_at", "moment"),
    [
        ("2024-05-01", "2024-05-01T10:00Z", "2024-05-01", "2024-05-01T11:00Z", "2024-05-01T10:00Z"),
        (None, None, "2024-05-01", "2024-05-01T11:00Z", "2024-05-01T11:00Z"),
        ("2024-05-01", None, "2024-05-01", "2024-05-01T11:00Z", "2024-05-01T11:00Z"),
        ("2024-05-02", None, "2024-05-01", "2024-05-01T11:00Z", None),
        ("2024-05", None, "2024-05-01", "2024-05-01T11:00Z", None),
        ("2024-05-01", None, "2024-05-01", None, None),
    ],
)
def test_the_moment_goes_with_the_day_that_was_chosen(
    store: Store, claimed: str | None, claimed_at: str | None, read_on: str, read_at: str | None, moment: str | None
) -> None:
    """A claim's moment with the claim's day; the document's where it names the same day; a person's day has none."""
    page = captured(1, claims=Claims(published=claimed, published_at=claimed_at))
    with store.writing("ada") as writer:
        writer.add_capture(page)
        writer.add_extraction(read(page, published=read_on, published_at=read_at))
    reader = store.reader()
    item = reader.item(page.id)
    assert (item.published, item.published_at) == (claimed or read_on, moment)
    assert item.when == moment or (moment is None and item.when == item.published)
    assert reader.capture(page.id) == page
    kept = reader.current_extraction(page.id)
    assert kept is not None and kept.reading.published_at == read_at
    with store.writing("ada") as writer:
        decide(writer, page, Verdict.CORRECT, 1, published=item.published or "")
    assert reader.item(page.id).published_at is None and reader.item(page.id).published == item.published


def test_an_outlet_of_punctuation_alone_is_no_name(store: Store) -> None:
    """A mangled column or page names nobody; the host speaks."""
    page = captured(1, claims=Claims(outlet="["))
    with store.writing("ada") as writer:
        writer.add_capture(page)
        writer.add_extraction(read(page, site="—"))
    assert store.reader().item(page.id).outlet == "news1.example"


def test_a_withdrawn_item_stays_but_is_not_walked(store: Store) -> None:
    """A withdrawn item leaves the lists and walks, can be asked for with its reason, and can come back."""
    first, second = filled(store, 1, 2)
    with store.writing("ada") as writer:
        decide(writer, first, Verdict.WITHDRAW, 1)
    reader = store.reader()
    assert reader.item(first.id).withdrawn == "as printed"
    assert [item.id for item in reader.all_items()] == [second.id]
    assert [item.id for item, _ in reader.all_texts()] == [second.id]
    assert reader.items(ItemQuery()).total == reader.counts().items == 1
    assert reader.items(ItemQuery(withdrawn=None)).total == 2
    assert [item.id for item in reader.items(ItemQuery(withdrawn=True)).rows] == [first.id]
    assert reader.outlets() == [("news2.example", 1)]
    with store.writing("ada") as writer:
        decide(writer, first, Verdict.RESTORE, 2)
    assert len(list(reader.all_items())) == 2


def test_lists_filter_sort_and_page(store: Store) -> None:
    """Every filter and every order of the item list answers right, undated items last both ways."""
    dates = {1: "2024-05-03", 2: "2023", 3: None, 4: "2024-05", 5: "1999-12-31"}
    with store.writing("ada") as writer:
        for number, published in dates.items():
            page = captured(number, channel=Channel.FEED if number > 3 else Channel.WEB)
            writer.add_capture(page)
            language = "ko" if number == 5 else "en"
            changes = {"published": published, "title": f"Étude {9 - number}", "language": language}
            writer.add_extraction(read(page, site="Post" if number < 3 else None, **changes))
        writer.add_capture(captured(6, failure=Failure("404", "Not found."), digest=None, place=None))
    reader = store.reader()
    numbers = {captured(number).id: number for number in dates}

    def listed(**query: object) -> list[int | None]:
        page = reader.items(ItemQuery(**query))
        assert page.total >= len(page.rows)
        return [numbers.get(item.id) for item in page.rows]

    assert listed(failed=False) == [1, 4, 2, 5, 3]
    assert listed(failed=False, order="published") == [5, 2, 4, 1, 3]
    assert listed(failed=False, order="title") == [5, 4, 3, 2, 1]
    assert listed(failed=False, order="-collected") == [5, 4, 3, 2, 1]
    assert listed(failed=False, order="outlet", outlet="Post", limit=1, offset=1) in ([1], [2])
    assert listed(failed=True) == [None]
    assert listed(channel="feed", failed=False) == [4, 5]
    assert listed(language="ko") == [5]
    assert listed(since="2024-05", until="2024-05-02") == [4]
    assert listed(since="2023-06-01", until="2023-07") == [2]
    assert listed(text="étude 8") == listed(text="NEWS1.example/st") == [1]
    assert listed(text="100%") == listed(text="_tude") == []
    for query in (ItemQuery(order="colour"), ItemQuery(since="yesterday"), ItemQuery(until="2024-13")):
        with pytest.raises(UsageError):
            reader.items(query)


def test_passages_verify_and_stand_in_the_order_of_the_text(store: Store) -> None:
    """Passages are kept once, come back whole, and in the order of the text."""
    (page,) = filled(store, 1)
    reader = store.reader()
    extraction = reader.current_extraction(page.id)
    assert extraction is not None
    cut = [Passage.cut(page.id, extraction.id, extraction.reading.text, *span) for span in ((8, 12), (0, 4))]
    with store.writing("ada") as writer:
        assert [writer.add_passage(passage) for passage in cut] == [True, True]
        assert not writer.add_passage(cut[0])
    assert reader.passages_of(page.id) == [cut[1], cut[0]]
    assert reader.passage(cut[0].id) == cut[0]
    assert reader.counts().passages == 2


def test_reuse_is_replaced_whole_or_for_some(store: Store) -> None:
    """A new trace takes the place of the old one, for all items or for those named."""
    a, b, c = sorted(page.id for page in filled(store, 1, 2, 3))
    pair = Reuse(a, b, Kind.COPY, 1000, (SharedSpan(0, 9, 0, 9), SharedSpan(10, 12, 11, 13)), ("the same",), "exact/1")
    other = Reuse(b, c, Kind.EXCERPT, 400, (), (), "exact/1")
    members = [
        Member(a, a, Role.ORIGIN, origin=a, reasons=("the earliest",)),
        Member(b, a, Role.ECHO, parent=a, origin=a, origin_probability=900, kind=Kind.COPY, score=1000),
        Member(c, c, Role.SINGLE),
    ]
    with store.writing("ada") as writer:
        writer.replace_reuse(iter([pair, other]), iter(members))
    reader = store.reader()
    assert reader.reuses_of([a]) == [pair]
    assert reader.reuses_of([b, c]) == sorted([pair, other], key=lambda one: one.id)
    assert reader.members(a) == members[:2]
    assert reader.member(c) == members[2]
    assert reader.members_of([c, "0" * 64, a]) == {a: members[0], c: members[2]}
    assert reader.items_of([b, "0" * 64]) == {b: reader.item(b)}
    assert (reader.members_of([]), reader.items_of([])) == ({}, {})
    assert reader.members_of([a, b, c]) == {one.item: one for one in members}
    assert reader.item(b).family == a
    assert [item.id for item in reader.items(ItemQuery(family=a, order="collected")).rows] != []
    assert (reader.counts().families, reader.counts().echoes) == (1, 1)
    with store.writing("ada") as writer:
        writer.replace_reuse([], [Member(b, b, Role.SINGLE), Member(c, c, Role.SINGLE)], only=[b, c])
    assert reader.reuses_of([a, b, c]) == []
    assert reader.member(a) == members[0]
    assert reader.item(b).family == b
    with store.writing("ada") as writer:
        writer.replace_reuse([], [])
    assert reader.members_of([a, b, c]) == {}
    assert reader.item(a).family is None


def test_families_are_listed_largest_first(store: Store) -> None:
    """A family's row names its origin, outlets in order of time, first and last date; withdrawn ones do not count."""
    pages = filled(store, 1, 2, 3, 4, 5)
    ids = [page.id for page in pages]
    with store.writing("ada") as writer:
        for day, page in zip((9, 2, 5, 7, 7), pages, strict=True):
            decide(writer, page, Verdict.CORRECT, 1, published=f"2024-01-0{day}", title=f"Day {day}")
        big = [
            Member(ids[0], ids[1], Role.ECHO),
            Member(ids[1], ids[1], Role.ORIGIN),
            Member(ids[2], ids[1], Role.ECHO),
        ]
        writer.replace_reuse([], [*big, Member(ids[3], ids[3], Role.SINGLE), Member(ids[4], ids[4], Role.SINGLE)])
    page = store.reader().families()
    assert page.total == 1
    (family,) = page.rows
    assert (family.id, family.size, family.origin, family.title) == (ids[1], 3, ids[1], "Day 2")
    assert family.outlets == ("news2.example", "news3.example", "news1.example")
    assert (family.first, family.last, family.languages) == ("2024-01-02", "2024-01-09", ("en",))
    everything = store.reader().families(least=1, limit=2, offset=1)
    assert everything.total == 3
    assert [row.size for row in everything.rows] == [1, 1]
    with store.writing("ada") as writer:
        decide(writer, pages[1], Verdict.WITHDRAW, 2)
    (family,) = store.reader().families().rows
    assert (family.size, family.origin, family.first) == (2, None, "2024-01-05")


def test_findings_keep_their_revisions_and_their_evidence(store: Store) -> None:
    """The latest revision speaks; evidence can be brought, changed and taken back; withdrawn ones step aside."""
    (page,) = filled(store, 1)
    reader = store.reader()
    extraction = reader.current_extraction(page.id)
    assert extraction is not None
    passage = Passage.cut(page.id, extraction.id, extraction.reading.text, 0, 4)
    seen = Evidence(passage, Stance.SUPPORTS, Basis.SAW, "from the gate")
    with store.writing("ada") as writer:
        writer.put_finding(claimed(1))
        writer.put_finding(claimed(1))
        assert writer.add_evidence("f1", seen, NOON)
        assert not writer.add_evidence("f1", seen, NOON)
    assert reader.finding("f1") == replace(claimed(1), evidence=(seen,))
    assert reader.findings_citing(page.id) == ["f1"]
    told = replace(seen, basis=Basis.TOLD)
    revised = claimed(1, "Two cameras stand at the gate.", 2)
    with store.writing("ada") as writer:
        writer.put_finding(revised)
        assert writer.add_evidence("f1", told, NOON)
    assert reader.findings() == [replace(revised, evidence=(told,))]
    with pytest.raises(StudyBusy, match="somebody else"), store.writing("ada") as writer:
        writer.put_finding(replace(revised, proposition="Three cameras."))
    with store.writing("ada") as writer:
        assert writer.drop_evidence("f1", passage.id, NOON)
        assert not writer.drop_evidence("f1", passage.id, NOON)
    assert reader.finding("f1").evidence == ()
    assert reader.findings_citing(page.id) == []
    with store.writing("ada") as writer:
        writer.put_finding(replace(claimed(1, revision=3), withdrawn="the gate was another"))
    assert reader.findings() == []
    assert [finding.revision for finding in reader.findings(withdrawn=True)] == [3]
    assert reader.counts().findings == 1


def test_the_custody_chain_grows_within_the_transaction(store: Store) -> None:
    """Each act names the digest of the act before it; an undone transaction leaves no act behind."""
    with store.writing("ada") as writer:
        first = writer.record(Act("collect", "a", "d" * 64, {"channel": "web"}))
        writer.record(Act("extract", "b"))
    with pytest.raises(RuntimeError), store.writing("ada") as writer:
        writer.record(Act("collect", "lost"))
        raise RuntimeError
    with store.writing("bo") as writer:
        writer.record(Act("judge", "a"))
    reader = store.reader()
    chain = list(reader.custody())
    assert first_break(chain) is None
    assert chain[0] == first
    assert first.previous == GENESIS
    assert [(link.sequence, link.who, link.act.subject) for link in chain] == [
        (1, "ada", "a"), (2, "ada", "b"), (3, "bo", "a")
    ]  # fmt: skip
    assert [link.sequence for link in reader.custody(subject="a")] == [1, 3]
    assert [link.sequence for link in reader.custody(after=1, limit=1)] == [2]
    assert (reader.counts().custody, reader.counts().last_custody) == (3, chain[-1].entry)
    assert chain[0].at.isoformat() == "2024-05-01T12:00:00+00:00"


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    """What was written before an error is not there after it."""
    with pytest.raises(RuntimeError), store.writing("ada") as writer:
        writer.add_capture(captured(1))
        writer.add_extraction(read(captured(1)))
        writer.set_fact("trace", "now")
        raise RuntimeError
    assert store.reader().counts().captures == 0
    assert store.reader().fact("trace") is None


def test_a_reading_of_nothing_is_refused(store: Store) -> None:
    """A reading that names no capture cannot be kept."""
    with pytest.raises(StudyError), store.writing("ada") as writer:
        writer.add_extraction(read(captured(1)))
    assert store.reader().counts().extractions == 0


def test_secrets_and_facts_are_kept(store: Store) -> None:
    """A secret's bytes and a fact's text come back; the last one set holds."""
    with store.writing("ada") as writer:
        writer.set_secret("salt", bytes(range(256)))
        writer.set_fact("trace", "1")
        writer.set_fact("trace", "2")
    assert store.reader().secret("salt") == bytes(range(256))
    assert store.reader().fact("trace") == "2"


def test_a_beginning_is_completed_or_refused(store: Store) -> None:
    """Eight characters of an id are enough where they are its own; what is ambiguous is listed."""
    pages = filled(store, *range(1, 6))
    reader = store.reader()
    with store.writing("ada") as writer:
        writer.put_finding(claimed(1))
        writer.put_finding(claimed(12))
        writer.replace_reuse([], [Member(page.id, pages[0].id, Role.ECHO) for page in pages])
    whole = pages[0].id
    assert reader.whole_id("item", whole[:8]) == reader.whole_id("item", whole) == whole
    assert reader.whole_id("family", whole[:9]) == whole
    assert reader.whole_id("finding", "f12") == "f12"
    assert reader.whole_id("finding", "f1") == "f1"
    for kind, beginning in (("item", whole[:7]), ("item", "f" * 20), ("passage", "0" * 8), ("finding", "f")):
        with pytest.raises(NotFound):
            reader.whole_id(kind, beginning)


def test_many_rows_in_one_transaction(store: Store) -> None:
    """Batches are sent along the way, and a page of a walk ends where the next begins."""
    pages = [captured(number) for number in range(1, 1203)]
    with store.writing("ada") as writer:
        for page in pages:
            writer.add_capture(page)
            writer.add_extraction(read(page, f"Text {page.size}"))
            writer.record(Act("collect", page.id))
    reader = store.reader()
    assert [page.id for page in reader.captures()] == [page.id for page in pages]
    assert [item.id for item in reader.all_items()] == sorted(page.id for page in pages)
    assert {item.id: text for item, text in reader.all_texts()} == {page.id: f"Text {page.size}" for page in pages}
    assert first_break(reader.custody()) is None
    assert (
        len(list(reader.unread_captures(["html/2"]))) == len(reader.have_captures([page.id for page in pages])) == 1202
    )


def test_what_is_derived_along_the_way_equals_what_is_derived_anew(store: Store) -> None:
    """However readings, decisions and traces come in, each item is what mending would make of it."""
    pages = [captured(number) for number in range(1, 9)]
    container = captured(50, conditions={"role": "container"})
    with store.writing("ada") as writer:
        decide(writer, pages[1], Verdict.CORRECT, 1, outlet="Before the page")
        for page in [*pages[:4], container]:
            writer.add_capture(page)
            writer.add_extraction(read(page, extractor="html/0"))
            writer.add_extraction(read(page))
        decide(writer, pages[2], Verdict.WITHDRAW, 2)
        for page in pages[3:]:
            writer.add_capture(page)
        writer.add_extraction(read(pages[0], extractor="html/0"))
    with store.writing("ada") as writer:
        writer.add_extraction(read(pages[3], "Another text.", extractor="html/2"))
        writer.add_extraction(read(pages[6]))
        writer.replace_reuse([], [Member(pages[6].id, pages[0].id, Role.ECHO)])
        decide(writer, pages[6], Verdict.CORRECT, 3, published="1999")
        decide(writer, container, Verdict.WITHDRAW, 4)
    reader = store.reader()
    along = [reader.item(page.id) for page in pages]
    assert [item.extraction for item in along[:2]] == [read(pages[0], extractor="html/0").id, read(pages[1]).id]
    assert along[1].outlet == "Before the page"
    assert (along[6].family, along[6].published) == (pages[0].id, "1999")
    assert [fault for fault in store.faults() if fault and "custody" not in fault] == []
    assert store.mend() == len(pages)
    assert [reader.item(page.id) for page in pages] == along
    with pytest.raises(NotFound):
        reader.item(container.id)


def test_a_store_opened_again_has_everything(lasting_place: tuple[Path | None, str], opened: Opened) -> None:
    """What one opening kept, the next one reads."""
    store = opened(*lasting_place)
    (page,) = filled(store, 1)
    store.close()
    assert opened(*lasting_place).reader().capture(page.id) == page
