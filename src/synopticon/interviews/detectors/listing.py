"""The detectors; what any of them finds is proposed, in whatever order. A new one is a file here and a row below."""

from __future__ import annotations

from synopticon.interviews.detectors.capitals import find_capitals
from synopticon.interviews.detectors.contacts import find_contacts
from synopticon.interviews.detectors.dates import find_dates
from synopticon.interviews.detectors.identifiers import find_identifiers
from synopticon.interviews.detectors.identity import find_identity
from synopticon.interviews.detectors.row import Detector

DETECTORS: tuple[Detector, ...] = (
    Detector("identity", "facts of the witness's own record", "whatever the record says", "a record", find_identity),
    Detector("dates", "dates with a day or a year", "17 March 1988", "nothing", find_dates),
    Detector("contacts", "addresses, telephone numbers, accounts", "010-5557-2431", "nothing", find_contacts),
    Detector("identifiers", "numbers of files, papers and plots", "no. 25929/05", "nothing", find_identifiers),
    Detector("capitals", "runs of capitalised words", "Ryang Myong Il", "a text that has capitals", find_capitals),
)
