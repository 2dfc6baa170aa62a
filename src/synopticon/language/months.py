"""Month and weekday names of the languages in which dates are read; one name never means two months."""

from __future__ import annotations

_NAMES: tuple[str, ...] = (
    # en, fr, de, es, it, pt, ru (nominative, genitive, short), uk (genitive)
    ("january jan janvier janv januar jänner jan enero ene gennaio gen janeiro январь января янв січня"),
    ("february feb février févr fevrier februar febr febrero febbraio fevereiro fev февраль февраля фев февр лютого"),
    ("march mar mars märz mär maerz marzo março marco март марта мар березня"),
    ("april apr avril avr abril abr aprile апрель апреля апр квітня"),
    ("may mai mayo maggio mag maio май мая травня"),
    ("june jun juin juni junio giugno giu junho июнь июня июн червня"),
    ("july jul juillet juil juli julio luglio lug julho июль июля июл липня"),
    ("august aug août aout agosto ago август августа авг серпня"),
    ("september sept sep septembre septiembre settembre set setembro сентябрь сентября сен сент вересня"),
    ("october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт жовтня"),
    ("november nov novembre noviembre novembro ноябрь ноября ноя нояб листопада"),
    ("december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек грудня"),
)  # fmt: skip

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Lower-case name or abbreviation, without its full stop, to the month's number."""

_WEEKDAYS = (
    "monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
)
WEEKDAYS: frozenset[str] = frozenset(_WEEKDAYS.split())
