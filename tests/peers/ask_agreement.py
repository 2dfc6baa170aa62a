"""Asked of other people's programs, in their environment: alphas of tables given as JSON, one answer a table."""

from __future__ import annotations

import json
import sys

import krippendorff
import numpy as np
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

answers = []
for table in json.load(sys.stdin):
    if table["level"] == "masi":
        rows = [
            (str(coder), str(unit), frozenset(value))
            for unit, values in enumerate(table["units"])
            for coder, value in enumerate(values)
        ]
        answers.append(AnnotationTask(data=rows, distance=masi_distance).alpha())
    else:
        values = [[np.nan if cell is None else cell for cell in row] for row in table["coders"]]
        answers.append(krippendorff.alpha(reliability_data=values, level_of_measurement=table["level"]))
print(json.dumps(answers))  # noqa: T201 - the answer of this program
