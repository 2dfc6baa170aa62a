"""What a robots.txt allows, by RFC 9309: groups by product token, the longest matching rule wins, `*` and `$` work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

MOST = 512_000
"""Bytes that are read; RFC 9309 asks for at least 500 KiB."""
_LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us: (allowed, pattern) pairs, and the pause asked for in seconds."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """True where the address may be fetched."""
        parts = urlsplit(url)
        path = unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [(len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


EVERYTHING = Robots()
NOTHING = Robots(((False, "/"),))


def by_status(status: int, body: bytes, product: str) -> Robots:
    """The rules by what the server answered: none where it has no such file, all closed where it is in trouble."""
    if 200 <= status < 300:
        return parse(body[:MOST].decode("utf-8", "replace"), product)
    return NOTHING if status >= 500 else EVERYTHING


def parse(text: str, product: str) -> Robots:
    """The rules of the groups that name our product token, else of those for everyone (`*`)."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    named: list[str] = []
    in_rules = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for name in named:
                if key == "crawl-delay":
                    delays[name] = _seconds(value)
                elif value:
                    groups[name].append((key == "allow", unquote(value)))
    ours = product.lower() if product.lower() in groups else "*"
    return Robots(tuple(groups.get(ours, [])), delays.get(ours, 0.0))


def product_of(user_agent: str) -> str:
    """The product token of a user agent: its letters, hyphens and underscores before anything else."""
    match = re.match(r"[A-Za-z_-]+", user_agent)
    return match[0] if match else "*"


def _matches(pattern: str, path: str) -> bool:
    ends = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not ends or at == len(path):
        return True
    return len(parts) > 1 and path.endswith(parts[-1]) and len(path) - len(parts[-1]) >= at - len(parts[-1])


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(seconds, _LONGEST_DELAY) if seconds > 0 else 0.0  # nan is no pause
