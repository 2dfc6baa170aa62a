"""Letters in pictures by the tesseract program: an extra, used only when it is asked for."""

from __future__ import annotations

from typing import Any

from synopticon.errors import DamagedInput, MissingPart

LANGUAGES = ("eng", "kor", "chi_sim", "chi_tra", "jpn", "rus")
"""Models used where they are installed."""
COMMAND = "pip install 'synopticon[ocr]', and the program tesseract with its language models"


def text_in(picture: Any, place: str | None) -> str:
    """The text that tesseract reads in a Pillow image. Raises MissingPart, DamagedInput."""
    try:
        import pytesseract
    except ImportError as error:
        raise missing(place) from error
    try:
        installed = set(pytesseract.get_languages(config=""))
        chosen = "+".join(language for language in LANGUAGES if language in installed) or "eng"
        return str(pytesseract.image_to_string(picture, lang=chosen)).strip()
    except pytesseract.TesseractNotFoundError as error:
        raise missing(place) from error
    except (pytesseract.TesseractError, RuntimeError, OSError) as error:
        raise DamagedInput("the picture could not be read by OCR", where=place, why=str(error)[:300]) from error


def opened(data: bytes, place: str | None) -> Any:
    """A Pillow image. Raises MissingPart, DamagedInput."""
    try:
        from io import BytesIO

        from PIL import Image
    except ImportError as error:
        raise missing(place) from error
    try:
        picture = Image.open(BytesIO(data))
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedInput("the picture cannot be opened", where=place, why=str(error)) from error
    return picture


def missing(place: str | None) -> MissingPart:
    """What to raise where the extra or the program is not there."""
    return MissingPart("reading letters in pictures needs the ocr extra", where=place, remedy=f"Install {COMMAND}.")
