"""Words of a transcript and of a record do not stay in memory when the work on them is done."""

from __future__ import annotations

import re

from synopticon.interviews.naming.spelled import folded
from synopticon.interviews.vocabulary import is_common, is_known
from synopticon.language.names.korean import typed
from synopticon.language.names.lattice import by_what_is_left
from synopticon.language.names.russian import read_latin

REMEMBER_WORDS = (folded, is_common, is_known, typed, by_what_is_left, read_latin)
"""Every function that remembers what it was asked, where that may be somebody's words; others remember syllables."""


def forget() -> None:
    """Empty all of these, and the patterns that were made of such words; the next transcript fills them anew."""
    for function in REMEMBER_WORDS:
        function.cache_clear()
    re.purge()
