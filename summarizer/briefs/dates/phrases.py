"""How the six UN languages name a day beside another: regular expressions, with names in braces.

``{n}`` is a number, ``{unit}`` a day, week, month or year, ``{day}`` a day of the week, ``{month}`` a month's name,
``{year}`` four digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrases:
    """A language's. ``words`` are days off from publication; ``spans`` a unit, and how many of it off.

    ``ahead`` opens a sentence's view of what is to come: a bare weekday in it is the next one. What ``habit`` stands
    before is no day: every Monday.
    """

    numbers: str
    units: Mapping[str, str]
    ago: tuple[str, ...]
    coming: tuple[str, ...]
    words: Mapping[str, int]
    last: tuple[str, ...]
    next: tuple[str, ...]
    month: str
    year: str
    ahead: str
    habit: str
    last_week: tuple[str, ...] = ()
    next_week: tuple[str, ...] = ()
    spans: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    left: str = r"(?<![^\W_])"
    right: str = r"(?![^\W_])"


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        numbers="one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        units={"day": "days?", "week": "weeks?", "month": "months?", "year": "years?"},
        ago=("{n} {unit} (?:ago|earlier)",),
        coming=("in {n} {unit}(?:['’]s? time)?(?! of)", "{n} {unit} from (?:now|today)"),
        words={
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
            "yesterday": -1,
            "last night": -1,
            "tomorrow": 1,
            "today|tonight|earlier today|this (?:morning|afternoon|evening)": 0,
        },
        last=("(?:last|this past|previous) {day}", "{day} last"),
        next=("(?:next|this coming|the coming) {day}",),
        month="(?:in|last|since|until|till|by|early|mid|late|during)[ -]{month}",
        year="(?:in|since|until|during|early|late|of) {year}",
        ahead=r"\b(?:will|shall|won['’]t|(?:is|are) (?:to|due|set|expected|scheduled)|plans? to|expects? to)\b",
        habit="every|each|every other",
        last_week=("{day} (?:of )?last week", "last week on {day}"),
        next_week=("{day} (?:of )?next week", "next week on {day}"),
        spans={
            "last week": ("week", -1),
            "next week": ("week", 1),
            "last month": ("month", -1),
            "next month": ("month", 1),
            "last year": ("year", -1),
            "next year": ("year", 1),
        },
    ),
    "fr": Phrases(
        numbers="un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze",
        units={"day": "jours?", "week": "semaines?", "month": "mois", "year": "ans?|années?"},
        ago=("il y a {n} {unit}", "voici {n} {unit}"),
        coming=("dans {n} {unit}",),
        words={
            "avant-hier": -2,
            "après-demain": 2,
            "hier(?: (?:matin|soir))?": -1,
            "demain": 1,
            "aujourd['’]hui|ce (?:matin|soir)|cet après-midi": 0,
        },
        last=("{day} (?:dernier|passé)",),
        next=("{day} prochain",),
        month="(?:en|depuis|dès|début|fin|mi-|courant) ?{month}",
        year="(?:en|depuis|fin|début|courant) {year}",
        ahead=r"\b(?:va|vont|devr(?:a|ont|ait|aient)|\w+(?:era|eront|ira|iront|dra|dront)|aur(?:a|ont)|sera|seront)\b",
        habit="chaque|tous les|toutes les",
        last_week=("{day} de la semaine (?:dernière|passée)",),
        next_week=("{day} de la semaine prochaine",),
        spans={
            "la semaine (?:dernière|passée)": ("week", -1),
            "la semaine prochaine": ("week", 1),
            "le mois (?:dernier|passé)": ("month", -1),
            "le mois prochain": ("month", 1),
            "l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée)": ("year", -1),
            "l['’]an prochain|l['’]année prochaine": ("year", 1),
        },
    ),
    "es": Phrases(
        numbers="uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
        units={"day": "días?", "week": "semanas?", "month": "mes(?:es)?", "year": "años?"},
        ago=("hace {n} {unit}", "{n} {unit} atrás"),
        coming=("(?:en|dentro de) {n} {unit}",),
        words={
            "anteayer|antes de ayer|antier": -2,
            "pasado mañana": 2,
            "ayer|anoche": -1,
            "(?<!la )(?<!esta )(?<!una )mañana": 1,
            "hoy|esta (?:mañana|tarde|noche)": 0,
        },
        last=("{day} pasado", "pasado {day}"),
        next=("próximo {day}", "{day} (?:próximo|que viene)"),
        month="(?:en|desde|hasta|principios de|finales de|mediados de) {month}",
        year="(?:en|desde|hasta|de) {year}",
        ahead=r"\b(?:va a|van a|deberá|\w+(?:ará|erá|irá|arán|erán|irán|drá|drán))\b",
        habit="cada|todos los|todas las",
        last_week=("{day} de la semana pasada",),
        next_week=("{day} de la (?:próxima semana|semana próxima|semana que viene|semana siguiente)",),
        spans={
            "la semana pasada": ("week", -1),
            "la (?:próxima semana|semana próxima|semana que viene)": ("week", 1),
            "el mes pasado": ("month", -1),
            "el próximo mes|el mes (?:próximo|que viene)": ("month", 1),
            "el año pasado": ("year", -1),
            "el próximo año|el año (?:próximo|que viene)": ("year", 1),
        },
    ),
    "ru": Phrases(
        numbers="одну|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|одиннадцать|двенадцать",
        units={
            "day": "день|дня|дней",
            "week": "неделю|недели|недель",
            "month": "месяц|месяца|месяцев",
            "year": "год|года|лет",
        },
        ago=("{n} {unit} (?:тому )?назад", "(?P<single>{unit}) (?:тому )?назад"),
        coming=("через {n} {unit}", "через (?P<single>{unit})"),
        words={
            "позавчера": -2,
            "послезавтра": 2,
            "вчера": -1,
            "накануне": -1,
            "завтра": 1,
            "сегодня": 0,
        },
        last=("прошл(?:ый|ую|ое|ой|ого) {day}", "минувш(?:ий|ую|ее) {day}"),
        next=("следующ(?:ий|ую|ее|ей|его) {day}", "ближайш(?:ий|ую|ее) {day}"),
        month="(?:в|с|до|начале|конце|середине) {month}",
        year="(?:в|с|до) {year} ?(?:году|года|г\\.)",
        ahead=r"\b(?:буд(?:ет|ут)|планиру\w+|состо(?:ится|ятся)|пройд(?:ет|ёт|ут)|намерен\w*|ожида(?:ется|ются))\b",
        habit="кажд(?:ый|ую|ое)|по",
        last_week=("{day} прошлой недели", "на прошлой неделе в[о]? {day}"),
        next_week=("{day} следующей недели",),
        spans={
            "на прошлой неделе": ("week", -1),
            "на следующей неделе": ("week", 1),
            "в прошлом месяце": ("month", -1),
            "в следующем месяце": ("month", 1),
            "в прошлом году": ("year", -1),
            "в следующем году": ("year", 1),
        },
    ),
    "ar": Phrases(
        numbers="ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثماني|تسعة|تسع|عشرة|عشر",
        units={
            "day": "أيام|يوما|يوماً|يوم",
            "week": "أسابيع|أسبوعا|أسبوعاً|أسبوع",
            "month": "أشهر|شهور|شهرا|شهراً|شهر",
            "year": "سنوات|أعوام|عاما|عاماً|عام|سنة",
            "two_day": "يومين",
            "two_week": "أسبوعين",
            "two_month": "شهرين",
            "two_year": "عامين|سنتين",
        },
        ago=("(?:قبل|منذ) {n} {unit}", "(?:قبل|منذ) (?P<single>{unit})"),
        coming=("(?:بعد|خلال) {n} {unit}", "بعد (?P<single>{unit})"),
        words={
            "(?:أول أمس|أول من أمس)": -2,
            "بعد غد": 2,
            "أمس|البارحة": -1,
            "غدا|غداً": 1,
            r"(?<!ذلك )(?<!هذا )اليوم(?! ال)|مساء اليوم|صباح اليوم": 0,
        },
        last=("{day} الماضي(?:ة)?", "{day} المنصرم"),
        next=("{day} (?:المقبل|القادم)(?:ة)?",),
        month="(?:في|منذ|خلال|حتى|أوائل|أواخر|منتصف)(?: شهر)? {month}",
        year="(?:في|منذ|خلال)? ?(?:عام|سنة) {year}",
        ahead=r"سوف|(?<!\w)س[يتن]\w{2,}|من المقرر|يعتزم|من المتوقع",
        habit="كل",
        spans={
            "الأسبوع الماضي": ("week", -1),
            "الأسبوع (?:المقبل|القادم)": ("week", 1),
            "الشهر الماضي": ("month", -1),
            "الشهر (?:المقبل|القادم)": ("month", 1),
            "(?:العام|السنة) الماضية?": ("year", -1),
            "(?:العام|السنة) (?:المقبل|القادم)ة?": ("year", 1),
        },
        left=r"(?<!\w)[وفبل]?",
    ),
    "zh": Phrases(
        numbers="一|两|兩|二|三|四|五|六|七|八|九|十|十一|十二",
        units={"day": "天|日", "week": "周|週|(?:个|個)?星期", "month": "(?:个|個)月", "year": "年"},
        ago=("{n}{unit}(?:之)?前",),
        coming=("{n}{unit}(?:之)?(?:后|後)",),
        words={
            "前天|前日": -2,
            "后天|後天": 2,
            "昨天|昨日|昨晚|昨夜|昨晨": -1,
            "明天|明日|明晚": 1,
            "今天|今日|今晚|今晨|今早|当天|當天": 0,
        },
        last=(),
        next=(),
        month="{month}(?:份|底|初|中旬|上旬|下旬)?",
        year="{year}年",
        ahead="将|將|拟于|擬於|预计|預計|计划|計劃",
        habit="每|每个|每個|逢",
        last_week=("(?:上(?:个|個)?|上一(?:个|個)?){day}",),
        next_week=("(?:下(?:个|個)?|下一(?:个|個)?){day}",),
        spans={
            "上周|上週|上(?:个|個)?星期(?![一二三四五六日天])": ("week", -1),
            "下周|下週|下(?:个|個)?星期(?![一二三四五六日天])": ("week", 1),
            "上(?:个|個)?月": ("month", -1),
            "下(?:个|個)?月": ("month", 1),
            "去年(?!\\d{1,2}月)": ("year", -1),
            "明年(?!\\d{1,2}月)": ("year", 1),
        },
        left="",
        right="",
    ),
}
