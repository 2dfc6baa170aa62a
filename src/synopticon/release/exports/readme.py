"""README.txt: how a stranger checks the release with programs of their own."""

from __future__ import annotations

from synopticon.model.released import Released
from synopticon.release.edition import Edition

TEXT = """{title}
{rule}
Edition {number}, {day}. {notice}

Read it          index.html opens in any browser, without a network.
The tables       data/ (CSV, described in data/datapackage.json)
For programs     findings.ftm.jsonl, citations.json, citations.bib, ro-crate-metadata.json

CHECK IT

1. That these files are what was signed, with Synopticon, offline:

     synopticon verify FOLDER --key KEY.pem

   or with OpenSSL 3 and nothing else, inside this folder:

     openssl pkeyutl -verify -pubin -inkey KEY.pem -rawin \\
         -in manifest.json -sigfile manifest.json.sig

   and then each file against the SHA-256 that manifest.json gives for it, e.g.

     sha256sum index.html

   KEY.pem is the signer's public key, which you must have got elsewhere: the
   copy in this folder (signer.pem) shows only that the folder is whole. A key
   inside a release proves nothing about who made it.

2. That each quotation stood under this release's root when it was signed:
   synopticon verify does it from proofs.json (the method: docs/proofs.md of
   Synopticon).

3. That the root follows from the captured pages: ask the publisher for the
   evidence pack, and give it with --pack FILE.

4. When: only where manifest.json.tsr lies beside manifest.json. With OpenSSL:

     openssl ts -verify -data manifest.json -in manifest.json.tsr -CAfile ROOTS.pem

What is not here: who collected, from where, and what was not cited.
{licence}
"""


def write(edition: Released[Edition]) -> bytes:
    """The text, at most 80 columns wide where the study's own words allow it."""
    said = edition.value
    return TEXT.format(
        title=said.study,
        rule="=" * min(len(said.study), 79),
        number=said.number,
        day=said.day,
        notice=said.notice,
        licence=f"Licence: {said.licence}" if said.licence else "Quotations belong to their sources.",
    ).encode("utf-8")
