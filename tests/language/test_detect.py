"""The language of a text: by script where that decides, else by the bundled model, else nothing."""

from __future__ import annotations

import time

import pytest

from synopticon.language.detect import language_of
from synopticon.language.scripts import Script, script_counts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("감시", "ko"),
        ("CCTV 감시카메라", "ko"),
        ("監視カメラ", "ja"),
        ("監視カメラが設置された", "ja"),
        ("监控摄像头", "zh"),
        ("監控攝像頭", "zh"),
        ("Камеры наблюдения установлены на всех дорогах столицы.", "ru"),
        ("Камери спостереження встановлено на всіх дорогах столиці.", "uk"),
        ("The cameras were installed on every road into the capital.", "en"),
        ("Las cámaras fueron instaladas en todas las calles de la capital.", "es"),
        ("Les caméras ont été installées sur toutes les routes de la capitale.", "fr"),
        ("Die Kameras wurden auf allen Straßen der Hauptstadt aufgestellt.", "de"),
        ("김일성金日成 주석은 평양平壤에서", "ko"),
        ("A report in English that quotes one word of Korean, 감시, and goes on in English after it.", "en"),
        ("", None),
        ("12345 --- 67", None),
        ("OK", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """Short Korean, Japanese and Chinese by script; others by the model; too little is None."""
    assert language_of(text) == language


def test_ten_thousand_texts_take_seconds() -> None:
    """Detection keeps up with a corpus of rows."""
    started = time.perf_counter()
    for number in range(2000):
        language_of(f"The cameras of road {number} were installed by the ministry of Veldania in spring. " * 10)
    assert time.perf_counter() - started < 10


def test_scripts_are_counted() -> None:
    """Letters of each script are told apart; digits and marks belong to none."""
    counts = script_counts("abc 감시 カメラ 監視 да 12!")
    assert counts == {Script.LATIN: 3, Script.HANGUL: 2, Script.KANA: 3, Script.HAN: 2, Script.CYRILLIC: 2}
