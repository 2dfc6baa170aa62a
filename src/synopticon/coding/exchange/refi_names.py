"""The names REFI-QDA 1.5 gives things, and which kind of text stands behind each element."""

from __future__ import annotations

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
INTERNAL = "internal://"
FOLDER = "sources"
FILE = "project.qde"

HELD = {
    "PDFSource": ("Representation",),
    "PictureSource": ("TextDescription",),
    "AudioSource": ("Transcript",),
    "VideoSource": ("Transcript",),
}
"""Sources that are no texts, and the elements in which each may hold one."""
MEDIA_SELECTIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")
VALUES = {
    "TextValue": "Text",
    "BooleanValue": "Boolean",
    "IntegerValue": "Integer",
    "FloatValue": "Float",
    "DateValue": "Date",
    "DateTimeValue": "DateTime",
}
