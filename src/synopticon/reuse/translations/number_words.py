"""Numbers in words, English and Russian, with their ordinals and the cases of Russian."""

from __future__ import annotations

_ROWS: tuple[tuple[int, str], ...] = (
    (2, "two second twice два две двух двое второй второго второе второму вторая"),
    (3, "three third три трех трёх тремя трое третий третьего третье третьей третья"),
    (4, "four fourth четыре четырех четырёх четвертый четвертого четвёртый"),
    (5, "five fifth пять пяти пятью пятый пятого"),
    (6, "six sixth шесть шести шестью шестой шестого"),
    (7, "seven seventh семь семи седьмой седьмого"),
    (8, "eight eighth восемь восьми восьмой"),
    (9, "nine ninth девять девяти девятый"),
    (10, "ten tenth десять десяти десятый"),
    (11, "eleven eleventh одиннадцать одиннадцати"),
    (12, "twelve twelfth двенадцать двенадцати"),
    (13, "thirteen thirteenth тринадцать тринадцати"),
    (14, "fourteen fourteenth четырнадцать четырнадцати"),
    (15, "fifteen fifteenth пятнадцать пятнадцати"),
    (16, "sixteen sixteenth шестнадцать шестнадцати"),
    (17, "seventeen seventeenth семнадцать семнадцати"),
    (18, "eighteen eighteenth восемнадцать восемнадцати"),
    (19, "nineteen nineteenth девятнадцать девятнадцати"),
    (20, "twenty twentieth двадцать двадцати"),
    (30, "thirty thirtieth тридцать тридцати"),
    (40, "forty fortieth сорок сорока"),
    (50, "fifty fiftieth пятьдесят пятидесяти"),
    (60, "sixty sixtieth шестьдесят шестидесяти"),
    (70, "seventy семьдесят семидесяти"),
    (80, "eighty восемьдесят восьмидесяти"),
    (90, "ninety девяносто"),
)

SPELLED: dict[str, int] = {word: number for number, words in _ROWS for word in words.split()}
"""Lower-case word to its number. One is left out: it is an article as often as a number."""
