"""The address guard: every way in which a private address can be written is refused, the public internet is not."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.capture.guard import Guard, closed_reason
from synopticon.errors import GuardRefused

OPEN = Guard()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.9.9.9/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://198.18.0.1/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/",
        "http://[fd00::1]/", "http://[ff02::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/", "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:0001::]/", "http://[2002:c0a8:0101::1]/", "http://[2001:0:0:0:0:0:80ff:fffe]/",
        "http://[2001:4860::5efe:10.0.0.1]/", "http://[fec0::1]/", "http://[2001:db8::1]/",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_however_it_is_covered(url: str) -> None:
    """Private, loopback, link-local, shared, multicast, mapped, translated and tunnelled addresses are closed."""
    with pytest.raises(GuardRefused):
        OPEN.target(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://127.1/",
        "http://0177.0.0.1/", "http://127.0.0.1./", "http://１２７.0.0.1/", "http://127。0。0。1/", "http://localhost/",
        "http://LOCALHOST./", "http://a.localhost/", "http://printer/", "http://nas.local/", "http://db.internal/",
        "http://router.home.arpa/", "http://[fe80::1%25eth0]/", "http:///path", "http://a b.test/",
    ],
)  # fmt: skip
def test_an_odd_spelling_does_not_hide_an_address(url: str) -> None:
    """Numbers in other bases, missing parts, trailing and wide dots, wide digits and inside names are refused."""
    with pytest.raises(GuardRefused):
        OPEN.target(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://w.test/", "file:///etc/passwd", "gopher://w.test/", "javascript:alert(1)", "//w.test/",
        "http://who@w.test/", "http://who:secret@w.test/", "http://w.test:22/", "http://w.test:6379/",
        "http://w.test:99999/", "http://w.test:0/", "http://[bad/",
    ],
)  # fmt: skip
def test_other_schemes_names_in_addresses_and_other_services_are_refused(url: str) -> None:
    """Only http and https, no user information, no port of another service."""
    with pytest.raises(GuardRefused):
        OPEN.target(url)


def test_a_password_in_an_address_is_not_repeated() -> None:
    """The refusal of an address with a password in it does not print the password."""
    with pytest.raises(GuardRefused) as caught:
        OPEN.target("https://who:secret@w.test/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://w.test/", "w.test", 443),
        ("http://W.Test.:8080/x", "w.test", 8080),
        ("http://93.184.215.14/", "93.184.215.14", 80),
        ("http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", 80),
        ("http://[64:ff9b::93.184.215.14]/", "64:ff9b::5db8:d70e", 80),
        ("https://북한.test/", "북한.test", 443),
    ],
)
def test_the_public_internet_is_open(url: str, host: str, port: int) -> None:
    """Ordinary names and public addresses pass, written in one way."""
    target = OPEN.target(url)
    assert (target.host, target.port) == (host, port)


def test_what_the_protocol_lets_through_passes() -> None:
    """collect.allow_addresses opens a network or a host, and nothing beside it."""
    guard = Guard(("127.0.0.0/8", "wiki.internal", "fd00::/8"))
    assert guard.target("http://127.0.0.5/").host == "127.0.0.5"
    assert guard.target("http://[fd00::7]/").host == "fd00::7"
    assert guard.target("http://wiki.internal/").host == "wiki.internal"
    assert guard.checked("wiki.internal", 80, lambda host, port: ["10.0.0.9"]) == "10.0.0.9"
    with pytest.raises(GuardRefused):
        guard.target("http://10.0.0.1/")
    with pytest.raises(GuardRefused):
        guard.checked("other.test", 80, lambda host, port: ["10.0.0.9"])


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_cover(address: ipaddress.IPv4Address) -> None:
    """Mapped, compatible, translated and 6to4 forms are closed exactly where the address itself is."""
    closed = closed_reason(address) is not None
    number = int(address)
    for cover in (
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ):
        assert (closed_reason(cover) is not None) == closed


@given(st.ip_addresses())
def test_nothing_that_the_standard_library_calls_private_is_open(address: ipaddress.IPv4Address) -> None:
    """Python's own, independent table agrees: what is private, reserved or multicast there is closed here."""
    private = address.is_private or address.is_multicast or address.is_reserved or address.is_unspecified
    covers = ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "2002::/16")
    carried = address.version == 6 and any(address in ipaddress.ip_network(cover) for cover in covers)
    if private and not carried:
        assert closed_reason(address)


@given(st.text(max_size=30), st.sampled_from(["http://", "https://", "HTTP:", ""]))
def test_whatever_is_written_it_is_let_through_or_refused(text: str, scheme: str) -> None:
    """No spelling makes the guard stumble, and what passes has a host that is a public address or a name with a dot."""
    try:
        target = OPEN.target(scheme + text)
    except GuardRefused:
        return
    assert "." in target.host or ":" in target.host
    assert 0 < target.port < 65536
