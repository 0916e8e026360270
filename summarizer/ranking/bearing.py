"""Which way a sentence of an analysis looks: at what stands in the way, or at what may come.

A handful of cue words a language, by their beginnings, none of any one subject; after the argumentative zones of Teufel
and Moens 2002, "Summarizing scientific articles". A language without a list has no cues, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from summarizer.text.unspaced import LANGUAGES as UNSPACED

MOST = 2
"""Cues of one kind that count in a sentence; a third says nothing new. One with a star counts for two."""

_HINDRANCE = {
    "en": """
        however but although despite nevertheless *obstacle *hurdle *complicat *difficult harder hinder hamper
        imped block stall *deadlock *impasse *stalemate disput disagree *mistrust *distrust refus reject oppos
        fail lack *challeng tension fear doubt undermin objection grievance constrain threat sticking_point
        """,
    "fr": """
        mais cependant toutefois pourtant malgré *obstacle *difficult *difficile *compliqu *entrav frein bloqu
        *impasse *désaccord *différend *méfiance refus rejet oppos échec échou manqu *défi tension crain crainte
        doute épineu menac litig heurt
        """,
    "ru": """
        однако хотя несмотря *препятств *сложн *осложн *трудн *затрудн меша тормоз *тупик *разноглас спор
        *недовери отказ отверг против провал срыв нехватк *вызов напряж опаса сомнен угроз
        """,
    "uk": """
        однак проте хоча попри *перешкод *складн *ускладн важк гальму глух *розбіжн супереч спір спор *недовір
        відмов відкин проти провал зрив брак *виклик напруж побоюв сумнів загроз
        """,
    "es": """
        pero aunque pese *obstáculo *dificult *difícil *complic complej *entorpe fren bloque estanc *desacuerdo
        disput diferencia *desconfianza rechaz niega opone oposici fracas falta *desafío tensi temor duda amenaz
        agot incumpl
        """,
    "pt": """
        mas embora porém apesar *obstáculo *dificul *difícil *complic *entrav trava bloque *impasse *desacordo
        disput divergên *desconfianç recus rejeit opõe oposiç fracass falta *desafio tens temor receio dúvida
        ameaç
        """,
    "it": """
        benché però nonostante *ostacol *difficil *difficolt *complic *intralc fren blocc *stallo *disaccord
        disput divergenz *sfiducia *diffidenz rifiut respin oppon fallit manca *sfida tension timor dubb minacc
        """,
    "de": """
        aber obwohl jedoch trotz *hindernis *hürde *schwierig schwer *erschwer *behinder brems blockier stockt
        *sackgasse uneinig streit *misstrau weiger lehn ablehn scheiter fehl mangel *herausforder spannung
        fürcht befürcht zweifel droh bedroh
        """,
    "pl": """
        jednak choć mimo *przeszkod *przeszkó *trudn *utrudn *skomplik *komplik blok *impas spór spor *nieufn
        odmow odmaw odrzuc sprzeciw fiask brak *wyzwan napięc obaw wątpliw groź zagro
        """,
    "tr": """
        ancak fakat rağmen *engel *zorl *güçl *karmaş *tıkan *çıkmaz *anlaşmazlık *güvensiz redd karşı başarısız
        eksik gergin kork kayg şüphe tehdit
        """,
    "ar": """
        لكن غير_أن إلا_أن رغم *عقبة *عقبات *عائق *عوائق *عراقيل *تعرقل *يعرقل *صعوب *صعب *تعقيد *يعقد *معقد
        *خلاف تعثر *جمود *مأزق رفض يرفض ترفض اعتراض فشل نقص *تحدي توتر مخاوف تخشى يخشى شكوك تهديد نزاع
        """,
    "zh": """
        但 然而 尽管 虽然 不过 *障碍 *困难 *难以 *复杂 *阻碍 *阻挠 *僵局 *分歧 争端 争议 矛盾 互信 *不信任 拒绝
        反对 失败 缺乏 *挑战 紧张 担忧 担心 怀疑 威胁 破坏
        """,
    "ja": """
        しかし だが ものの にもかかわらず *障害 *困難 *難し *複雑 *妨げ *行き詰 *対立 紛争 *不信 拒否 反対 失敗
        欠如 *課題 緊張 懸念 疑念 脅威
        """,
}

_OUTLOOK = {
    "en": """
        will could may might whether next coming *future *prospect expect eventual *outlook ahead forthcoming
        likely unlikely scenario path
        """,
    "fr": """
        pourra pourrait pourraient sera seront *avenir prochain futur *perspective attend prévu probable
        éventuel scénario offrira dépendra reste
        """,
    "ru": """
        будет будут *будущ станет смож может могут следующ предсто ближайш *перспектив ожида *прогноз вероятн
        возможн зависе
        """,
    "uk": """
        буде будуть *майбутн стане змож може можуть наступн найближч *перспектив очіку *прогноз імовірн ймовірн
        можлив
        """,
    "es": """
        podrá podría podrían será serán dependerá *futuro próxim *perspectiva espera prevé previst probable
        eventual escenario cambiará permitirá
        """,
    "pt": """
        poderá poderia poderiam será serão dependerá *futuro próxim *perspetiv *perspectiv espera previst
        provável
        """,
    "it": """
        potrà potrebbe potrebbero sarà saranno dipenderà *futuro prossim *prospettiv preved previst probabil
        """,
    "de": """
        wird werden könnte könnten dürfte künftig *zukunft nächst kommend *aussicht erwart voraussichtlich
        wahrscheinlich
        """,
    "pl": """
        będzie będą może mogą mogłoby *przyszł następn najbliższ *perspektyw oczeki *prognoz prawdopodob
        """,
    "tr": "*gelece olabilir edebilir olacak edecek önümüzdeki beklen muhtemel olası ihtimal",
    "ar": "سوف *مستقبل مقبل قادم متوقع يتوقع *آفاق احتمال محتمل ممكن سيتوقف سيكون ستكون",
    "zh": "将 *未来 *前景 预计 有望 可能 或许 能否 是否 今后 下一步 取决 一旦",
    "ja": "今後 *将来 *見通し 見込 予想 だろう 可能性 かもしれ 次の 次回 来年",
}

KINDS = {"hindrance": _HINDRANCE, "outlook": _OUTLOOK}
_ARABIC_PREFIX = "[وف]?(?:[بلك]?ال|لل|[بل])?"


def knows(language: str) -> bool:
    """Tell whether there are cues for a language."""
    return language in _HINDRANCE


def bearing(sentence: str, language: str, kind: str) -> float:
    """How much a sentence looks that way, 0 to 1: by up to ``MOST`` distinct cues of its ``kind`` in it."""
    pattern = _pattern(kind, language)
    if pattern is None:
        return 0.0
    found = {match.group().casefold(): 1 if match.group("plain") else 2 for match in pattern.finditer(sentence)}
    return min(MOST, sum(found.values())) / MOST


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str] | None:
    cues = KINDS[kind].get(language, "").split()
    if not cues:
        return None
    plain = _either(cue for cue in cues if cue[0] != "*")
    telling = _either(cue[1:] for cue in cues if cue[0] == "*")
    before = "" if language in UNSPACED else r"\b" + (_ARABIC_PREFIX if language == "ar" else "")
    return re.compile(f"{before}(?:(?P<plain>{plain})|{telling})", re.IGNORECASE)


def _either(cues: Iterable[str]) -> str:
    return "|".join(re.escape(cue).replace("_", r"\s") for cue in sorted(cues, key=lambda cue: (-len(cue), cue)))
