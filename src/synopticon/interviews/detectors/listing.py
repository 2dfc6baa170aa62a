"""The detectors; what any of them finds is proposed, in whatever order. A new one is a file here and a row below."""

from __future__ import annotations

from synopticon.interviews.detectors.ages import find_ages
from synopticon.interviews.detectors.capitals import find_capitals
from synopticon.interviews.detectors.contacts import find_contacts
from synopticon.interviews.detectors.dates import find_dates
from synopticon.interviews.detectors.identifiers import find_identifiers
from synopticon.interviews.detectors.identity import find_identity
from synopticon.interviews.detectors.kinship import find_kinship
from synopticon.interviews.detectors.learned import find_learned
from synopticon.interviews.detectors.numbers import find_numbers
from synopticon.interviews.detectors.occupations import find_occupations
from synopticon.interviews.detectors.organisations import find_organisations
from synopticon.interviews.detectors.places import find_places
from synopticon.interviews.detectors.positions import find_positions
from synopticon.interviews.detectors.row import Detector
from synopticon.interviews.detectors.titles import find_titles
from synopticon.interviews.detectors.unannounced import find_unannounced
from synopticon.interviews.detectors.unlisted_places import find_unlisted_places

DETECTORS: tuple[Detector, ...] = (
    Detector("identity", "facts of the witness's own record", "whatever the record says", "a record", find_identity),
    Detector("titles", "names that are announced", "Comrade Kang", "nothing", find_titles),
    Detector("positions", "words that stand where a person does", "땅크라는 아들", "an own account", find_positions),
    Detector("unannounced", "words that no list has", "남철이가 왔다", "an own account", find_unannounced),
    Detector("dates", "dates with a day or a year", "17 March 1988", "nothing", find_dates),
    Detector("ages", "ages in digits and words", "twenty-six years old", "nothing", find_ages),
    Detector("contacts", "addresses, telephone numbers, accounts", "010-5557-2431", "nothing", find_contacts),
    Detector("identifiers", "numbers of files, papers and plots", "no. 25929/05", "nothing", find_identifiers),
    Detector("places", "places finer than a province", "Hoeryong", "nothing", find_places),
    Detector("unlisted", "places that no list has", "삼합으로 넘었다", "an own account", find_unlisted_places),
    Detector("organisations", "schools, works and units", "No. 2 Middle School", "nothing", find_organisations),
    Detector("occupations", "what somebody did for a living", "I was a nurse", "nothing", find_occupations),
    Detector("kinship", "families that few people have", "the youngest of five", "nothing", find_kinship),
    Detector("numbers", "sums of money", "EUR 4,000", "a text about somebody", find_numbers),
    Detector(
        "learned", "what a tagger takes for traits", "a primary school teacher", "a text about somebody", find_learned
    ),
    Detector("capitals", "runs of capitalised words", "Ryang Myong Il", "a text that has capitals", find_capitals),
)
