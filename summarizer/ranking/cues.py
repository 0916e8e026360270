"""Words that recommend a sentence, and words that speak against it, for Edmundson's method.

Edmundson 1969, "New methods in automatic extracting", gives the idea; the lists are for news of diplomacy. Those of all
languages are one set: a word of another language does no harm.
"""

from __future__ import annotations

_BONUS = """
    announced agreed agreement decision decided declared signed treaty talks resolution ceasefire sanctions confirmed
    главное заявил объявил договор соглашение решение переговоры подписали санкции
    annoncé accord décision signé traité négociations résolution confirmé
    anunció acuerdo decisión firmó tratado negociaciones resolución confirmó
    verkündete abkommen vertrag entscheidung beschlossen unterzeichnet verhandlungen
    anunciou acordo decisão assinou annunciato accordo decisione firmato porozumienie decyzja podpisano угода рішення
    اتفاق معاهدة قرار أعلن مفاوضات anlaşma karar görüşmeler
    """

_STIGMA = """
    example instance photo photograph caption subscribe click advertisement copyright perhaps maybe hardly impossible
    например фото подписывайтесь реклама возможно exemple photographie publicité peut-être
    ejemplo foto publicidad quizás beispiel werbung vielleicht exemplo talvez esempio pubblicità forse
    """

BONUS = frozenset(_BONUS.split())
STIGMA = frozenset(_STIGMA.split())
NULL = frozenset(
    ["the", "a", "of", "in", "to", "and", "on", "и", "в", "на", "le", "la", "de", "et", "el", "y", "der", "die", "und"]
)
"""The least that counts as saying nothing, for a language without stop words."""
