"""The web channel over a real loopback server: exact records, honest failures, a guard that cannot be walked round."""

from __future__ import annotations

import gzip
import io
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from synopticon.capture.channels.line import Line
from synopticon.capture.channels.web import Web
from synopticon.capture.exchanges import Fetched, Wanted
from synopticon.capture.guard import Guard
from synopticon.capture.payload import payload_of
from synopticon.capture.politeness import Politeness
from synopticon.errors import InputError
from synopticon.model.digests import sha256_hex

LOOPBACK = Guard(("127.0.0.1/32",))
PAGE = b"<!doctype html><title>Gates</title><p>Six gates were counted.</p>"


def now() -> datetime:
    return datetime.now(UTC)


def web(**changes: Any) -> Web:
    """A web that may ask this machine, without pauses."""
    names = set(Line.__dataclass_fields__)
    line = Line(guard=LOOPBACK, clock=now, timeout=2, most=1_000_000)
    line = replace(line, **{name: value for name, value in changes.items() if name in names})
    rest = {name: value for name, value in changes.items() if name not in names}
    defaults: dict[str, Any] = {
        "politeness": Politeness(0, now, lambda seconds: None),
        "user_agent": "Test/1",
        "robots": "ignore",
        "max_redirects": 4,
        "parallel": 3,
    }
    return Web(line, **{**defaults, **rest})


def records(fetched: Fetched) -> list[tuple[str, bytes, dict[str, str]]]:
    """Kind, content and headers of each record, as another reader of WARC sees them."""
    found = []
    for record in ArchiveIterator(io.BytesIO(fetched.obtained.bodies[0]), no_record_parse=True):
        found.append((record.rec_type, record.raw_stream.read(), dict(record.rec_headers.headers)))
    return found


class Kept:
    """What was handed over, as an archive would give it back."""

    def __init__(self, fetched: Fetched) -> None:
        self.bodies = {sha256_hex(body): body for body in fetched.obtained.bodies}

    def read(self, blob: str, offset: int = 0, length: int | None = None) -> bytes:
        return self.bodies[blob][offset : None if length is None else offset + length]


def test_a_page_is_kept_as_it_went_over_the_wire(site: Any) -> None:
    """The response record holds the server's bytes, coding and all; the payload is the decoded body."""
    body = gzip.compress(PAGE, mtime=0)
    site.give("/a?b=1", body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    fetched = web().fetch(Wanted(site.url("/a?b=1")))
    capture = fetched.obtained.capture
    assert fetched.payload == PAGE
    assert payload_of(capture, Kept(fetched)) == PAGE
    (_, response, head), (_, request, _), (kind, about, _) = records(fetched)
    assert response.startswith(b"HTTP/1.1 200 OK\r\n") and response.endswith(b"\r\n\r\n" + body)
    assert request.startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert head["WARC-IP-Address"] == "127.0.0.1" and head["WARC-Target-URI"] == site.url("/a?b=1")
    assert kind == "metadata" and b"user-agent: Test/1" in about
    assert (capture.media_type, capture.conditions["status"], capture.failure) == ("text/html", "200", None)


def test_warcio_agrees_with_every_digest(site: Any, tmp_path: Path) -> None:
    """Another program checks the digests of our records and finds them right."""
    site.give("/", PAGE)
    fetched = web().fetch(Wanted(site.url("/")))
    iterator = ArchiveIterator(io.BytesIO(fetched.obtained.bodies[0]), check_digests="raise")
    kinds = []
    for record in iterator:
        record.content_stream().read()
        kinds.append(record.rec_type)
    assert kinds == ["response", "request", "metadata"]


def test_a_chunked_answer_is_put_together(site: Any) -> None:
    """Transfer coding stays in the record and leaves the payload."""

    def write(out: Any) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in (PAGE[:20], PAGE[20:]):
            out.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        out.write(b"0\r\n\r\n")

    site.give("/", write=write)
    fetched = web().fetch(Wanted(site.url("/")))
    assert fetched.payload == PAGE
    assert b"\r\n0\r\n\r\n" in records(fetched)[0][1]


def test_redirects_are_followed_and_each_is_kept(site: Any) -> None:
    """Every hop is in the archive; the capture says where it was asked and where it was answered."""
    site.give("/old", status=301, headers={"Location": "/new#part"})
    site.give("/new", PAGE)
    fetched = web().fetch(Wanted(site.url("/old")))
    capture = fetched.obtained.capture
    assert (capture.asked, capture.obtained) == (site.url("/old"), site.url("/new"))
    assert capture.conditions["redirects"] == f"{site.url('/old')} (301) → {site.url('/new')}"
    assert [kind for kind, _, _ in records(fetched)] == ["response", "request", "metadata"] * 2
    assert f"via: {site.url('/old')}".encode() in records(fetched)[5][1]
    assert payload_of(capture, Kept(fetched)) == PAGE


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://192.168.0.1/admin", "guard"),
        ("http://[::ffff:10.0.0.1]/", "guard"),
        ("http://2130706433/", "guard"),
        ("file:///etc/passwd", "guard"),
        ("http://printer/", "guard"),
        ("http://[not-an-address/", "address"),
        ("/loop", "redirect-loop"),
    ],
)
def test_a_redirect_into_a_private_network_is_refused(site: Any, location: str, code: str) -> None:
    """No redirect leads past the guard or in a circle; the hop before it is kept."""
    site.give("/loop", status=302, headers={"Location": location})
    fetched = web().fetch(Wanted(site.url("/loop")))
    failure = fetched.obtained.capture.failure
    assert failure is not None and failure.code == code
    assert fetched.obtained.capture.digest is None
    assert site.paths() == ["/loop"]


def test_too_many_redirects_end(site: Any) -> None:
    """A chain without end is given up after the protocol's number of steps."""
    for n in range(9):
        site.give(f"/{n}", status=302, headers={"Location": f"/{n + 1}"})
    failure = web().fetch(Wanted(site.url("/0"))).obtained.capture.failure
    assert failure is not None and failure.code == "redirect-loop"
    assert len(site.asked) == 5


def test_the_checked_address_is_the_one_connected_to(site: Any) -> None:
    """A name is resolved once for each connection, so that a second answer (DNS rebinding) is never used."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    site.give("/", PAGE)
    one = web(resolver=resolver)
    url = site.url("/").replace("127.0.0.1", "name.test")
    assert one.fetch(Wanted(url)).payload == PAGE
    assert asked == ["name.test"]
    assert site.asked[0][1]["host"].startswith("name.test:")
    second = one.fetch(Wanted(url)).obtained.capture.failure
    assert second is not None and second.code == "guard" and len(site.asked) == 1


def test_a_name_with_one_private_address_among_others_is_refused() -> None:
    """One closed address in a name's answer closes the name."""
    fetched = web(resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"]).fetch(Wanted("http://name.test/"))
    failure = fetched.obtained.capture.failure
    assert failure is not None and failure.code == "guard" and "10.0.0.1" in failure.reason


def test_a_page_without_end_is_cut_off_and_not_kept(site: Any) -> None:
    """A server that would send 500 MB is left as soon as the limit is passed; nothing of it is kept."""
    sent = 0

    def write(out: Any) -> None:
        nonlocal sent
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000000\r\n\r\n")
        try:
            for _ in range(5000):
                out.write(b"x" * 100_000)
                sent += 100_000
        except OSError:
            return

    site.give("/", write=write)
    fetched = web().fetch(Wanted(site.url("/")))
    failure = fetched.obtained.capture.failure
    assert failure is not None and failure.code == "too-large" and "1,000,000" in failure.reason
    assert fetched.obtained.bodies == () and sent < 50_000_000


def test_a_body_that_unpacks_without_end_is_refused(site: Any) -> None:
    """A gzip bomb is a failed capture: its packed bytes are kept, what it would grow to never exists."""
    site.give("/", gzip.compress(b"0" * 30_000_000), headers={"Content-Encoding": "gzip"})
    fetched = web().fetch(Wanted(site.url("/")))
    failure = fetched.obtained.capture.failure
    assert failure is not None and failure.code == "hostile-input" and fetched.payload is None


def test_an_answer_cut_short_is_kept_as_a_failure(site: Any) -> None:
    """Where the connection breaks in the middle, the bytes that came are kept and said to be a part."""

    def write(out: Any) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nonly this")

    site.give("/", write=write)
    fetched = web().fetch(Wanted(site.url("/")))
    failure = fetched.obtained.capture.failure
    assert failure is not None and failure.code == "cut-short"
    _, block, head = records(fetched)[0]
    assert block.endswith(b"only this") and head["WARC-Truncated"] == "disconnect"


def test_an_error_page_is_a_failure_that_keeps_its_record(site: Any) -> None:
    """What a server says with 404 or 500 is evidence of its answer, and not an item."""
    site.give("/", b"<p>gone</p>", status=500)
    for path, code in (("/", "http-500"), ("/missing", "http-404")):
        fetched = web().fetch(Wanted(site.url(path)))
        capture = fetched.obtained.capture
        assert capture.failure is not None and capture.failure.code == code
        assert capture.place is not None and records(fetched)[0][0] == "response"


def test_servers_that_do_not_answer_have_their_reasons(site: Any) -> None:
    """No connection, no name, no answer in time: each has its own code and sentence."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hold = threading.Event()
    site.give("/slow", write=lambda out: hold.wait(3))

    def nameless(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    codes = [
        web().fetch(Wanted(f"http://127.0.0.1:{port}/")).obtained.capture.failure,
        web(resolver=nameless).fetch(Wanted("http://nowhere.test/")).obtained.capture.failure,
        web(timeout=0.2).fetch(Wanted(site.url("/slow"))).obtained.capture.failure,
    ]
    hold.set()
    assert [failure and failure.code for failure in codes] == ["refused", "dns", "timeout"]
    assert all(failure and failure.reason.endswith(".") for failure in codes)


def test_a_page_that_has_not_changed_is_only_logged(site: Any) -> None:
    """With the validators of the last capture a server may say 304, and the capture is the same one as before."""
    site.give("/", PAGE, headers={"ETag": '"v1"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"})
    first = web().fetch(Wanted(site.url("/"))).obtained.capture
    site.give("/", status=304)
    again = web().fetch(Wanted(site.url("/"), known=first))
    assert site.asked[1][1]["if-none-match"] == '"v1"'
    assert site.asked[1][1]["if-modified-since"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert again.obtained.capture.id == first.id and again.obtained.bodies == ()
    assert again.obtained.capture.conditions["status"] == "304"


def test_robots_are_obeyed_recorded_or_ignored(site: Any) -> None:
    """The protocol says what robots.txt means; a forbidden page is a failed capture that says so."""
    site.give("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    site.give("/closed", PAGE)
    obeyed = web(robots="obey").fetch(Wanted(site.url("/closed"))).obtained.capture
    assert obeyed.failure is not None and obeyed.failure.code == "robots"
    assert site.paths() == ["/robots.txt"]
    recorded = web(robots="record").fetch(Wanted(site.url("/closed"))).obtained.capture
    assert recorded.failure is None and recorded.conditions["robots"] == "forbids it"
    ignored = web(robots="ignore").fetch(Wanted(site.url("/closed"))).obtained.capture
    assert ignored.failure is None and "robots" not in ignored.conditions
    with pytest.raises(InputError):
        web(robots="sometimes")


def test_a_site_in_trouble_is_left_alone(site: Any) -> None:
    """A robots.txt that answers 500 closes the site, and one that is not there opens it."""
    site.give("/robots.txt", b"", status=500)
    site.give("/", PAGE)
    failure = web(robots="obey").fetch(Wanted(site.url("/"))).obtained.capture.failure
    assert failure is not None and failure.code == "robots"
    del site.answers["/robots.txt"]
    assert web(robots="obey").fetch(Wanted(site.url("/"))).payload == PAGE


def test_a_server_that_asks_to_wait_is_waited_for(site: Any) -> None:
    """Retry-After is kept between two attempts; a server that stays busy is a failure which names its wish."""
    waits: list[float] = []
    site.give("/", b"later", status=429, headers={"Retry-After": "7"})
    polite = Politeness(0, now, waits.append)
    failure = web(politeness=polite).fetch(Wanted(site.url("/"))).obtained.capture.failure
    assert failure is not None and failure.code == "http-429" and "7" in failure.reason
    assert len(waits) == 2 and all(6 < seconds <= 7 for seconds in waits)


def test_one_host_is_never_asked_twice_at_once(site: Any) -> None:
    """Many addresses of one host come one after another, with the pause between them."""
    inside, most = 0, 0
    lock = threading.Lock()

    def write(out: Any) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        threading.Event().wait(0.02)
        with lock:
            inside -= 1
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    for n in range(5):
        site.give(f"/{n}", write=write)
    pauses: list[float] = []
    one = web(politeness=Politeness(0.5, now, pauses.append))
    assert len(list(one.fetch_all([Wanted(site.url(f"/{n}")) for n in range(5)]))) == 5
    assert most == 1 and len(pauses) == 4


def test_an_address_that_cannot_be_read_spoils_no_others(site: Any) -> None:
    """A mangled address in a list is a failed capture, and the rest is fetched."""
    site.give("/", PAGE)
    found = list(web().fetch_all([Wanted("http://[oops/"), Wanted(site.url("/"))]))
    codes = {one.obtained.capture.failure.code if one.obtained.capture.failure else "" for one in found}
    assert codes == {"address", ""}


def test_stopping_early_leaves_no_thread_behind(site: Any) -> None:
    """Closing the stream of answers stops the rest of the queue."""
    for n in range(50):
        site.give(f"/{n}", b"x")
    stream = web().fetch_all([Wanted(site.url(f"/{n}")) for n in range(50)])
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert len(site.asked) < 50


@pytest.fixture
def secure(site: Any, tmp_path: Path) -> Iterator[tuple[Any, ssl.SSLContext]]:
    """The small web behind TLS with a certificate of its own, and the trust that knows it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "name.test")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now() - timedelta(days=1)).not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("name.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "both.pem").write_bytes(private + pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    site.socket = context.wrap_socket(site.socket, server_side=True)
    site.scheme = "https"
    yield site, ssl.create_default_context(cadata=pem.decode())


def test_tls_is_checked_against_the_name_and_its_facts_are_kept(secure: tuple[Any, ssl.SSLContext]) -> None:
    """We connect to the pinned address and yet ask for the certificate of the name; its facts are told."""
    site, trust = secure
    site.give("/", PAGE)
    url = site.url("/").replace("127.0.0.1", "name.test")
    fetched = web(resolver=lambda host, port: ["127.0.0.1"], trust=lambda: trust).fetch(Wanted(url))
    assert fetched.payload == PAGE
    conditions = fetched.obtained.capture.conditions
    assert conditions["tls"].startswith("TLSv1") and len(conditions["tls-certificate-sha256"]) == 64
    assert records(fetched)[0][1].startswith(b"HTTP/1.1 200")


def test_a_certificate_that_nobody_vouches_for_is_a_failure(secure: tuple[Any, ssl.SSLContext]) -> None:
    """An unknown certificate is refused as `tls` and nothing is asked."""
    site, _ = secure
    url = site.url("/").replace("127.0.0.1", "name.test")
    failure = web(resolver=lambda host, port: ["127.0.0.1"]).fetch(Wanted(url)).obtained.capture.failure
    assert failure is not None and failure.code == "tls" and not site.asked


def test_through_a_proxy_the_guard_says_what_it_cannot_see(site: Any) -> None:
    """A proxy resolves names itself: private addresses are still refused, the rest is said, no secret is kept."""
    site.give("http://name.test/", PAGE)
    proxy = site.url("").replace("http://", "http://who:secret@")
    one = web(proxy=proxy, guard=Guard())
    fetched = one.fetch(Wanted("http://name.test/"))
    assert fetched.payload == PAGE
    assert site.asked[0][1]["proxy-authorization"].startswith("Basic ")
    assert "proxy resolved" in fetched.obtained.capture.conditions["guard"]
    whole = gzip.decompress(fetched.obtained.bodies[0])
    assert b"roxy-" not in whole.replace(b"roxy-resolved", b"") and b"WARC-IP-Address" not in whole
    failure = one.fetch(Wanted("http://10.0.0.1/")).obtained.capture.failure
    assert failure is not None and failure.code == "guard"


class Relay(threading.Thread):
    """A proxy that speaks SOCKS5 and CONNECT, and leads every connection to one place."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.asked = port, list[str]()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.start()

    def run(self) -> None:
        client, _ = self.door.accept()
        with client, socket.create_connection(("127.0.0.1", self.port)) as server:
            first = client.recv(4096)
            if first.startswith(b"\x05"):
                client.sendall(b"\x05\x00")
                request = client.recv(4096)
                self.asked.append(request[5 : 5 + request[4]].decode())
                client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            else:
                self.asked.append(first.split(b" ")[1].decode())
                client.sendall(b"HTTP/1.1 200 Established\r\n\r\n")
            back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
            back.start()
            self._pass(client, server)
            back.join(2)

    @staticmethod
    def _pass(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            return


def test_socks_leaves_no_trace_in_the_record(site: Any) -> None:
    """The name goes to the proxy unresolved, and the record holds the exchange with the server alone."""
    site.give("/", PAGE)
    relay = Relay(site.server_address[1])
    one = web(proxy=f"socks5://127.0.0.1:{relay.door.getsockname()[1]}", guard=Guard())
    fetched = one.fetch(Wanted("http://name.test/"))
    assert fetched.payload == PAGE and relay.asked == ["name.test"]
    (_, response, _), (_, request, _), _ = records(fetched)
    assert request.startswith(b"GET / HTTP/1.1\r\nHost: name.test\r\n") and response.startswith(b"HTTP/1.1 200")


def test_tls_through_a_proxy_is_checked_against_the_name(secure: tuple[Any, ssl.SSLContext]) -> None:
    """CONNECT carries TLS to the server itself: its certificate is checked and the record begins behind it."""
    site, trust = secure
    site.give("/", PAGE)
    relay = Relay(site.server_address[1])
    proxy = f"http://127.0.0.1:{relay.door.getsockname()[1]}"
    fetched = web(proxy=proxy, guard=Guard(), trust=lambda: trust).fetch(Wanted("https://name.test/"))
    assert fetched.payload == PAGE and relay.asked == ["name.test:443"]
    assert fetched.obtained.capture.conditions["tls"].startswith("TLSv1")
    assert records(fetched)[1][1].startswith(b"GET / HTTP/1.1\r\n")


def test_a_proxy_that_refuses_is_a_failure_of_its_own(site: Any) -> None:
    """A proxy which will not connect is told as such, and not as the server's doing."""
    one = web(proxy=site.url(""), guard=Guard())
    failure = one.fetch(Wanted("https://name.test/")).obtained.capture.failure
    assert failure is not None and failure.code == "proxy"
