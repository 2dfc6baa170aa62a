"""How far coders agree: Krippendorff's alpha with an interval, percent and Cohen's kappa; and where they differ.

What is counted. A unit is one character (`characters`) or one passage (`passages`) of a document, and its value by a
coder is the set of codes which that coder gave it. A unit counts if at least one of the coders compared gave it a code;
what nobody coded counts nowhere, so that longer bare stretches change no number. Where another coder coded a unit, the
empty set of one who coded the document but not this unit is a value, and a disagreement. A coder without any coding in
a document, who did not say to be done with it either, has not judged it: missing, not empty.

Characters as units are Krippendorff's valued units cut at every border, weighted by their lengths (Content Analysis,
4th ed. 2019, 12.6; Krippendorff, Mathet, Bouvry, Widlöcher 2016, Quality & Quantity 50): with the empty sets left out
(`agreement over what both coded`) the nominal figure is his cu-alpha.
"""
