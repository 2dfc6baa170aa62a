"""Named sources measured on real text: how many of those proposed are right, and how many of those there are found.

    python benchmarks/reuse/attributions.py --shared SHARED

SHARED is the folder of corpora. attributions.jsonl holds labels by reading, and no text: `at` is the first code point
of a phrase that was proposed, `source` whether the words name whoever speaks, `identity` whether the name is enough to
know that one again ("a ministry" of another state is not); `sentence` is where a sentence begins that was drawn at
random, `named` whether it names a source by what it says. Korean: news (korean-english-park), and sentences of KLUE;
English: KCNA and news; Chinese and Russian: XQuAD; Japanese: JSQuAD, encyclopaedias all. English was drawn before its
rules were touched; in the other languages everything proposed was read, and the rules were mended where it was wrong.
`unread` counts what present rules propose and nobody has read. Prints JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.attribution import attributions

LABELS = Path(__file__).with_suffix(".jsonl")


def corpus(data: Path) -> Iterator[tuple[str, str]]:
    """Every text by the name that labels give it."""
    with gzip.open(data / "state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from ((f"kcna:{number}", json.loads(line)["text"]) for number, line in enumerate(lines))
    for tag in ("en", "ko"):
        lines = (data / f"reuse/korean-english-park.dev.{tag}").read_text("utf-8").split("\n")
        yield from ((f"park-{tag}:{number}", line) for number, line in enumerate(lines))
    for number, row in enumerate(json.loads((data / "language/klue-nli-v1.1_dev.json").read_text("utf-8"))):
        yield f"klue-nli:{number}", row["premise"]
    for number, row in enumerate(json.loads((data / "language/klue-sts-v1.1_dev.json").read_text("utf-8"))):
        yield from ((f"klue-sts:{number}.{side}", row[f"sentence{side}"]) for side in (1, 2))
    for name, file in (("xquad-zh", "xquad_zh"), ("xquad-ru", "xquad_ru"), ("jsquad", "jsquad-valid-v1.3")):
        articles = json.loads((data / f"language/{file}.json").read_text("utf-8"))["data"]
        for place, article in enumerate(articles):
            for number, paragraph in enumerate(article["paragraphs"]):
                yield f"{name}:{place}.{number}", paragraph["context"]


def measured(data: Path) -> dict[str, dict[str, object]]:
    """Precision and recall by language."""
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    wanted = {label["text"] for label in labels}
    texts = {name: text for name, text in corpus(data) if name in wanted}
    tongue = {label["text"]: label["language"] for label in labels}
    found = {name: [one for one in attributions(text, tongue[name]) if one.key] for name, text in texts.items()}
    tally: defaultdict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        name, here = label["text"], tally[label["language"]]
        if "sentence" in label:
            start, end = next(span for span in sentence_spans(texts[name]) if span[0] == label["sentence"])
            named = any(start <= one.start < end for one in found[name])
            if label["named"]:
                here["found"].append(named)
        elif any(one.start == label["at"] for one in found[name]):
            here["source"].append(label["source"])
            here["identity"].append(label["identity"])
    read = {(label["text"], label["at"]) for label in labels if "at" in label}
    unread = [(tongue[name], (name, one.start) in read) for name, some in found.items() for one in some]
    return {
        tag: {
            "read": len(rows["source"]),
            "precision, source": _share(rows["source"]),
            "precision, source and identity": _share(rows["identity"]),
            "sentences that name one": len(rows["found"]),
            "recall": _share(rows["found"]),
            "unread in the same texts": sum(language == tag and not known for language, known in unread),
        }
        for tag, rows in sorted(tally.items())
    }


def _share(values: list[bool]) -> float:
    return round(sum(values) / max(1, len(values)), 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    print(json.dumps(measured(parser.parse_args().shared / "data"), indent=1))
