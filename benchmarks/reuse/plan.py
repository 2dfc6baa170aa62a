"""What a collection of any size would take, from measured figures: hours, bytes and cost by stage, as Markdown.

    python benchmarks/reuse/divided.py ../shared --sizes 5000 25000 > divided.jsonl
    python benchmarks/reuse/divided.py ../shared --sizes 5000 25000 --engines pool >> divided.jsonl
    python benchmarks/reuse/plan.py divided.jsonl --page-ms 61 --text-bytes 5000 --order-bytes 1200 --into docs/scale.md

The costs of a document are those at the largest measured size, times the length of its text beside the measured ones.
Two columns bound what more documents do to them: "as measured" takes a document to cost as much in any larger
collection, "growing on" lets each stage's cost grow by the power law that lies between the smallest and the largest
measured size. Assumptions that nothing here measures are options: prices, cores, how long a text is.
"""

from __future__ import annotations

import argparse
import json
from math import log
from pathlib import Path
from typing import Any

STAGES: tuple[tuple[str, str], ...] = (
    ("fingerprints", "fingerprints of each block of rows"),
    ("proposals", "grams by hash prefix: what pairs share"),
    ("pairs", "pairs by hash: which share enough"),
    ("relations", "pairs compared on their texts"),
    ("repeats", "documents with the same text"),
    ("rows", "families settled, rows written"),
    ("whole", "what one process does for all: order, sums, components, merging"),
)
"""Stages as divided.py names them, and what they are."""
HOUR = 3_600_000
"""Milliseconds."""


def growth(small: dict[str, Any], large: dict[str, Any], what: str, stage: str) -> float:
    """The exponent by which a document's share grows with the number of documents; never less than none."""
    one, other = (measured[what].get(stage, 0.0) for measured in (small, large))
    if not one or not other:
        return 0.0
    return max(0.0, log(other / one) / log(large["documents"] / small["documents"]))


def plan(measured: list[dict[str, Any]], asked: argparse.Namespace) -> list[str]:
    """The lines of the tables."""
    stages = sorted((row for row in measured if "engine" not in row), key=lambda row: row["documents"])
    small, large = stages[0], stages[-1]
    longer = asked.text_bytes * large["documents"] / large["bytes"]
    more = asked.documents / large["documents"]
    pages = asked.documents * asked.page_ms / HOUR
    texts = asked.documents * asked.text_bytes / 1e12
    lines = [
        "| stage | ms a document, measured | CPU hours, as measured | growing on | TB, as measured | growing on |",
        "|---|---|---|---|---|---|",
        f"| text from pages | {asked.page_ms:.1f} a page | {pages:,.0f} | {pages:,.0f} | {texts:.2f} | {texts:.2f} |",
    ]
    hours, kept = [pages, pages], [texts, texts]
    for name, what in STAGES:
        weight = 1.0 if name == "whole" else longer
        told = []
        for measure, unit, sums in (("milliseconds", HOUR, hours), ("shard_bytes", 1e12, kept)):
            level = asked.documents * large[measure].get(name, 0.0) * weight / unit
            both = [level, level * more ** growth(small, large, measure, name)]
            sums[:] = [so_far + further for so_far, further in zip(sums, both, strict=True)]
            told += both
        cost = large["milliseconds"].get(name, 0.0)
        lines.append(f"| {what} | {cost:.3f} | {told[0]:,.0f} | {told[1]:,.0f} | {told[2]:.2f} | {told[3]:.2f} |")
    lines.append(f"| **all** | | **{hours[0]:,.0f}** | **{hours[1]:,.0f}** | **{kept[0]:.2f}** | **{kept[1]:.2f}** |")
    alone = asked.documents * large["milliseconds"]["whole"] / HOUR
    by_clock = [(total - alone) / asked.cores + alone for total in hours]
    prices = [total * asked.cpu_hour for total in hours]
    disks = [1000 * size * asked.gigabyte_month for size in kept]
    lines += ["", "| | as measured | growing on |", "|---|---|---|"]
    lines.append(f"| hours by the clock on {asked.cores} cores | {by_clock[0]:,.0f} | {by_clock[1]:,.0f} |")
    lines.append(f"| of them in one process | {alone:,.1f} | {alone:,.1f} |")
    lines.append(f"| CPU hours at {asked.cpu_hour} | {prices[0]:,.0f} | {prices[1]:,.0f} |")
    lines.append(f"| disk for a month at {asked.gigabyte_month} a gigabyte | {disks[0]:,.0f} | {disks[1]:,.0f} |")
    memory = f"{asked.documents * asked.order_bytes / 1e9:,.0f}"
    lines.append(f"| memory of that process, GB, at {asked.order_bytes:,} bytes a document | {memory} | {memory} |")
    return lines


def measured_tables(measured: list[dict[str, Any]]) -> list[str]:
    """What was measured, by size and by engine."""
    stages = sorted((row for row in measured if "engine" not in row), key=lambda row: row["documents"])
    sizes = [f"{row['documents']:,}" for row in stages]
    heads = [*(f"ms, {size}" for size in sizes), *(f"bytes, {size}" for size in sizes)]
    lines = [f"| {stages[-1]['method']} | {' | '.join(heads)} |"]
    lines.append("|---" * (1 + len(heads)) + "|")
    for name, what in STAGES:
        told = [f"{row['milliseconds'].get(name, 0):.3f}" for row in stages]
        told += [f"{row['shard_bytes'].get(name, 0):,.0f}" for row in stages]
        lines.append(f"| {what} | {' | '.join(told)} |")
    sums = [f"{sum(row['milliseconds'].values()):.3f}" for row in stages]
    sums += [f"{sum(row['shard_bytes'].values()):,.0f}" for row in stages]
    lines.append(
        f"| **all**; a row is {stages[-1]['bytes'] / stages[-1]['documents']:,.0f} bytes | {' | '.join(sums)} |"
    )
    engines = [row for row in measured if "engine" in row]
    if engines:
        heads = [
            "documents",
            "engine",
            "workers",
            "seconds by the clock",
            "CPU seconds",
            "of the one begun",
            "same bytes",
        ]
        lines += ["", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in engines:
        told = [f"{row['size']:,}", row["engine"], row["workers"], row["seconds"], row["cpu"], row["own_cpu"]]
        told.append("yes" if row["same_bytes"] else "NO")
        lines.append("| " + " | ".join(map(str, told)) + " |")
    return lines


def put_into(page: Path, name: str, lines: list[str]) -> None:
    """Replace what stands between the marks of that name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(before + begin + "\n".join(lines) + "\n" + end + after, "utf-8")


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("measured", type=Path, help="what divided.py printed")
    ask.add_argument("--documents", type=int, default=100_000_000)
    ask.add_argument("--page-ms", type=float, required=True, help="CPU milliseconds for the text of a page")
    ask.add_argument("--text-bytes", type=int, required=True, help="bytes of a text")
    ask.add_argument("--order-bytes", type=int, required=True, help="memory a document where all are put into order")
    ask.add_argument("--cores", type=int, default=256)
    ask.add_argument("--cpu-hour", type=float, default=0.04, help="price of a core for an hour")
    ask.add_argument("--gigabyte-month", type=float, default=0.08, help="price of a gigabyte of disk for a month")
    ask.add_argument("--into", type=Path, help="a page whose marked tables are replaced")
    asked = ask.parse_args()
    measured = [json.loads(line) for line in asked.measured.read_text("utf-8").splitlines()]
    for name, lines in (("measured", measured_tables(measured)), ("plan", plan(measured, asked))):
        if asked.into:
            put_into(asked.into, name, lines)
        else:
            print("\n".join(lines), end="\n\n")


if __name__ == "__main__":
    main()
