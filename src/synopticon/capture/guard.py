"""The address guard: which addresses may be asked at all, so that no page can make us reach into a private network.

Pure: names are resolved by a function that is handed in. Whoever connects must connect to the very address that was
checked (`Guard.checked`), because a name may answer otherwise the second time it is asked (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from synopticon.errors import GuardRefused

Resolver = Callable[[str, int], Sequence[str]]
"""Name and port to addresses; raises OSError where the name has none."""

# IANA's special-purpose registries (RFC 6890 and its updates), and multicast.
_CLOSED: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a carrier's network"),
    ("127.0.0.0/8", "this machine itself"),
    ("169.254.0.0/16", "link-local, where clouds keep their secrets"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "reserved"),
    ("192.52.193.0/24", "reserved"),
    ("192.88.99.0/24", "a retired relay"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "reserved"),
    ("198.18.0.0/15", "for measuring networks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "this machine itself"),
    ("64:ff9b:1::/48", "a local translator to IPv4"),
    ("2001::/23", "reserved for protocols and tunnels"),
    ("2001:db8::/32", "for documentation"),
    ("3fff::/20", "for documentation"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "private (site-local)"),
    ("ff00::/8", "multicast"),
)
CLOSED = tuple((ipaddress.ip_network(network), reason) for network, reason in _CLOSED)

_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
"""The IPv6 addresses that IANA gives out for the internet; all others are closed, but for those that carry IPv4."""

# IPv6 forms that carry an IPv4 address: mapped, compatible, translated (SIIT, NAT64), 6to4; and how far it stands from
# the right.
_CARRIERS: tuple[tuple[ipaddress.IPv6Network, int], ...] = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
_ISATAP = (0x5EFE, 0x02005EFE)

_INNER_NAMES = re.compile(r"(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa|corp|home)$")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)$")
# The Fetch standard's blocked ports that lie within reach of a request that a page could forge.
_PORTS = frozenset(
    {1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
     111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
     540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
     6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked: its scheme, host as written in one way, and port."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Guard:
    """allowed: networks and hosts that the protocol lets through (collect.allow_addresses)."""

    allowed: tuple[str, ...] = ()

    def target(self, url: str) -> Target:
        """Check how an address is written. Raises GuardRefused."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise _refusal("this address cannot be read", url, str(error)) from error
        scheme = parts.scheme.lower()
        if scheme not in ("http", "https"):
            raise _refusal("only http and https are asked", url, f"the scheme is {scheme or 'missing'}")
        if parts.username is not None or parts.password is not None:
            raise _refusal("an address with a name or password in it is not asked", url.split("://")[0] + "://…", "")
        port = port if port is not None else {"http": 80, "https": 443}[scheme]
        if port in _PORTS or port == 0:
            raise _refusal("this port belongs to another kind of service", url, f"port {port}")
        return Target(scheme, self._host(parts.hostname or "", url), port)

    def checked(self, host: str, port: int, resolver: Resolver) -> str:
        """The address to connect to for a host that `target` let through: resolved once, every answer checked.

        Raises GuardRefused where any of the name's addresses is closed, OSError where it has none.
        """
        literal = _literal(host)
        found = [host] if literal else list(dict.fromkeys(resolver(host, port)))
        if not found:
            raise OSError(f"{host} has no address")
        for address in found:
            self.permit(address, host)
        return found[0]

    def permit(self, address: str, host: str) -> None:
        """Raise GuardRefused where an address is closed and neither it nor its host is let through by the protocol."""
        if host in self.allowed:
            return
        ip = ipaddress.ip_address(address.partition("%")[0])
        if any(ip in network for network in self._networks() if network.version == ip.version):
            return
        reason = closed_reason(ip)
        if reason:
            raise _refusal("a private network is protected from being asked", host, f"{address} is {reason}")

    def _host(self, host: str, url: str) -> str:
        host = unicodedata.normalize("NFKC", host).replace("。", ".").lower().rstrip(".")
        if not host or "%" in host or any(letter.isspace() for letter in host):
            raise _refusal("this host cannot be read", url, "")
        if host in self.allowed:
            return host
        ip = _literal(host)
        if ip is not None:
            self.permit(str(ip), host)
            return str(ip)
        if _NUMBER.match(host.rsplit(".", 1)[-1]):
            raise _refusal("an IP address written in an unusual way is not asked", url, "it may hide a private one")
        if "." not in host or _INNER_NAMES.search(host):
            raise _refusal("a private network is protected from being asked", url, f"{host} is a name for inside use")
        return host

    def _networks(self) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        networks = []
        for entry in self.allowed:
            try:
                networks.append(ipaddress.ip_network(entry, strict=False))
            except ValueError:
                continue  # a host's name
        return networks


def closed_reason(ip: IPv4Address | IPv6Address) -> str | None:
    """Why an address is not part of the public internet, or None; IPv4 addresses inside IPv6 ones are seen."""
    for network, reason in CLOSED:
        if ip.version == network.version and ip in network:
            return reason
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if not carried and ip not in _GIVEN_OUT:
            return "not given out for the internet"
        for inner in carried:
            inside = closed_reason(inner)
            if inside:
                return f"a cover for {inner}, which is {inside}"
    return None


def _carried(ip: IPv6Address) -> list[IPv4Address]:
    number = int(ip)
    found = []
    for network, shift in _CARRIERS:
        if ip in network:
            found.append(IPv4Address((number >> shift) & 0xFFFFFFFF))
    if (number >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(IPv4Address(number & 0xFFFFFFFF))
    return found


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _refusal(what: str, where: str, why: str) -> GuardRefused:
    return GuardRefused(
        what,
        where=where,
        why=why or None,
        remedy="If this address is meant, name its network or host in collect.allow_addresses in study.toml.",
    )
