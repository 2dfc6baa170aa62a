"""How sure an alpha is: the interval of a bootstrap that draws whole groups, so that what hangs together stays so.

Units are drawn with replacement and alpha is computed anew (Zapf, Castell, Morawietz, Karch 2016, BMC Medical Research
Methodology 16:93, who found this to keep its level where Krippendorff's own algorithm, which draws single pairs of
values, is too narrow). Characters of one interview are not independent, so the unit drawn is the group: a whole
document where there are enough, else a stretch between two borders (Field and Welsh 2007, Bootstrapping clustered data,
Journal of the Royal Statistical Society B 69). The interval is the percentiles'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from synopticon.coding.agreement.alpha import Alpha, Undefined, alphas_of
from synopticon.coding.agreement.distances import Level
from synopticon.coding.agreement.ratings import Coincidences

TIMES = 1000
SURE = 0.95
LEAST_GROUPS = 2
"""From a single group nothing else can be drawn than itself."""
_SHARE_THAT_VARIES = 0.9
"""If fewer draws than this vary, those that do are no fair sample: so it is for a code seen in one or two documents."""


@dataclass(frozen=True, slots=True)
class Interval:
    """low, high: percentiles of alpha over the draws. times: draws made; bare: those left out for want of variation."""

    low: float
    high: float
    times: int
    bare: int


def alpha_with_interval(
    coincidences: Coincidences, level: Level, seed: bytes, *, times: int = TIMES, sure: float = SURE
) -> tuple[Alpha, Interval | None]:
    """Alpha and its interval in one pass over the distances; the same for the same seed.

    No interval where alpha is not defined, where there are too few groups, or where too many draws do not vary.
    """
    groups = coincidences.groups
    if not len(coincidences.amount):
        return Alpha(None, Undefined.NO_PAIRS), None
    chance = np.random.default_rng(int.from_bytes(seed, "big"))
    drawn = chance.multinomial(groups, np.full(groups, 1 / groups), size=times if groups >= LEAST_GROUPS else 0)
    alphas = alphas_of(coincidences, level, np.vstack([np.ones((1, groups)), drawn]))
    if np.isnan(alphas[0]):
        return Alpha(None, Undefined.NO_VARIATION), None
    alpha, told = Alpha(float(alphas[0])), alphas[1:][~np.isnan(alphas[1:])]
    if not len(told) or len(told) < times * _SHARE_THAT_VARIES:
        return alpha, None
    low, high = np.quantile(told, [(1 - sure) / 2, (1 + sure) / 2])
    return alpha, Interval(float(low), float(high), times, times - len(told))
