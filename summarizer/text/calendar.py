"""Dates as datelines and page stamps write them, in the languages that news comes in."""

from __future__ import annotations

MONTH = (
    r"(?:jan(?:uary|vier|uar|v|eiro|\.)?|feb(?:ruary|ruar|brero|\.)?|f[ée]v(?:rier|ereiro|r|\.)?|f[eé]b(?:rero|r)?"
    r"|mar(?:ch|s|zo|ço|t|\.)?|m[äa]rz|mrz|apr(?:il|ile|\.)?|avr(?:il|\.)?|abr(?:il|\.)?|may|mai|mayo|maio|mei|maj"
    r"|jun(?:e|i|io|ho|\.)?|juin|giugno|jul(?:y|i|io|ho|\.)?|juil(?:let|\.)?|luglio|gennaio|febbraio|maggio"
    r"|aug(?:ust|\.)?|août|ago(?:sto|\.)?|sep(?:t|tember|tembre|tiembre|\.)?|set(?:embro|tembre|\.)?"
    r"|o[ck]t(?:ober|obre|ubre|\.)?|out(?:ubro|\.)?|ottobre|nov(?:ember|embre|iembre|embro|\.)?"
    r"|d[eé]c(?:ember|embre|\.)?|dez(?:ember|embro|\.)?|dic(?:iembre|embre|\.)?|enero|ene\."
    r"|ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    r"|янв(?:аря|\.)?|фев(?:раля|р|\.)?|мар(?:та|\.)?|апр(?:еля|\.)?|ма[яй]|июн[яь]?|июл[яь]?|авг(?:уста|\.)?"
    r"|сен(?:тября|т|\.)?|окт(?:ября|\.)?|ноя(?:бря|б|\.)?|дек(?:абря|\.)?"
    r"|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    r"|januari|februari|maart|juni|juli|augustus"
    r"|يناير|فبراير|مارس|أبريل|ابريل|إبريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر)"
)
"""A month's name or its short form, to be matched in any case."""

DATE = (
    rf"(?:(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,? )?"
    rf"(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?|(?:le |il |el |den |am )?\d{{1,2}}(?:st|nd|rd|th|er|\.)?"
    rf" (?:de )?{MONTH}\.?)"
    rf"(?:,? (?:de )?\d{{4}})?)"
)
"""A day and its month in either order, with or without weekday and year; to be matched in any case."""
