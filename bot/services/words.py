"""Words that commands take, as readers of the six languages write them; folded to small letters, several words too.

Hours and days of schedules have words of their own, in `bot/services/schedules/words`.
"""

from __future__ import annotations

import re
import unicodedata

TODAY, WEEK, MONTH, YEAR = "today", "week", "month", "year"

PERIODS = {
    **dict.fromkeys(("today", "aujourd'hui", "aujourd’hui", "hoy", "сегодня", "اليوم", "今天", "今日"), TODAY),
    **dict.fromkeys(("week", "this week", "semaine", "cette semaine", "semana", "esta semana"), WEEK),
    **dict.fromkeys(("неделя", "неделю", "за неделю", "эта неделя", "эту неделю", "на неделе"), WEEK),
    **dict.fromkeys(("الأسبوع", "أسبوع", "هذا الأسبوع", "本周", "本週", "一周", "一週", "这周", "這週"), WEEK),
    **dict.fromkeys(("month", "this month", "mois", "ce mois", "mes", "este mes"), MONTH),
    **dict.fromkeys(("месяц", "за месяц", "этот месяц", "الشهر", "شهر", "هذا الشهر"), MONTH),
    **dict.fromkeys(("本月", "一个月", "一個月", "这个月", "這個月"), MONTH),
    **dict.fromkeys(
        ("past week", "la semaine", "dernière semaine", "la semana", "última semana", "ultima semana"), WEEK
    ),
    **dict.fromkeys(("последняя неделя", "последнюю неделю", "за последнюю неделю"), WEEK),
    **dict.fromkeys(("الأسبوع الأخير", "الاسبوع", "اسبوع", "这一周", "近一周", "近一週", "最近一周", "最近一週"), WEEK),
    **dict.fromkeys(("past month", "le mois", "dernier mois", "el mes", "último mes", "ultimo mes"), MONTH),
    **dict.fromkeys(
        ("последний месяц", "за последний месяц", "الشهر الأخير", "近一个月", "近一個月", "最近一个月", "最近一個月"),
        MONTH,
    ),
}
"""The periods that may stand behind a topic."""

DAYS = frozenset({"day", "jour", "día", "dia", "день", "за день", "يوم", "一天"})
"""A day, where no topic is asked for: Independence Day is one."""

_UNITS = {
    **dict.fromkeys(("day", "days", "d", "jour", "jours", "j", "día", "días", "dia", "dias", "день", "дня", "дней"), 1),
    **dict.fromkeys(("сутки", "суток", "يوم", "يوما", "يومًا", "يوماً", "أيام", "ايام", "天", "日"), 1),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines", "semana", "semanas", "неделя", "недели", "недель"), 7),
    **dict.fromkeys(("أسبوع", "أسبوعا", "أسابيع", "اسابيع", "周", "週", "星期"), 7),
}
_COUNTED = re.compile(r"(\d{1,3}) ?(\D+)")
_LAST = re.compile(r"(?:last|past|ces|les|derniers?|últimos|последние|последних|最近|近|过去|過去|آخر) ?(?=\d)")

YEARS = frozenset(
    {"year", "this year", "année", "cette année", "an", "año", "este año", "год", "года", "за год", "этот год"}
    | {"السنة", "سنة", "العام", "عام", "هذا العام", "今年", "一年", "本年"}
)

PICTURES = frozenset(
    {"picture", "image", "imagen", "картинка", "картинкой", "картинку", "рисунок", "صورة", "图片", "圖片", "图", "圖"}
)

LENGTHS = {
    **dict.fromkeys(("short", "bref", "corto", "breve", "кратко", "коротко", "قصير", "简短", "簡短"), "short"),
    **dict.fromkeys(("long", "largo", "extenso", "подробно", "длинно", "طويل", "详细", "詳細"), "long"),
}

DARK = {
    **dict.fromkeys(("dark", "night", "sombre", "oscuro", "тёмный", "темный", "темная", "тёмная"), True),
    **dict.fromkeys(("داكن", "深色", "暗色"), True),
    **dict.fromkeys(("light", "clair", "claro", "светлый", "светлая", "فاتح", "浅色", "淺色"), False),
}

SWITCHES = {
    **dict.fromkeys(("on", "yes", "oui", "activé", "activer", "sí", "si", "activar", "вкл", "включить", "да"), True),
    **dict.fromkeys(("تشغيل", "نعم", "开", "開", "打开", "開啟", "是"), True),
    **dict.fromkeys(("off", "no", "non", "désactivé", "désactiver", "desactivar", "выкл", "выключить", "нет"), False),
    **dict.fromkeys(("إيقاف", "لا", "关", "關", "关闭", "關閉", "否"), False),
}

CANCELS = frozenset(
    {"cancel", "annuler", "annule", "cancelar", "cancela", "отмена", "отменить", "إلغاء", "الغاء", "取消"}
)
"""A message that is no answer to the question that was asked."""

ROLES = {
    **dict.fromkeys(("editor", "éditeur", "rédacteur", "редактор", "محرر", "编辑", "編輯"), "editor"),
    **dict.fromkeys(("observer", "observateur", "observador", "наблюдатель", "مراقب", "观察员", "觀察員"), "observer"),
    **dict.fromkeys(("none", "aucun", "ninguno", "никто", "нет", "بلا", "لا شيء", "无", "無"), "none"),
}

TOURS = frozenset({"tour", "visite", "guide", "recorrido", "guía", "guia", "тур", "обзор", "جولة", "导览", "導覽"})
"""Behind `/start`: being shown around again."""

FEED_VERBS = {
    **dict.fromkeys(("add", "ajouter", "añadir", "agregar", "добавить", "إضافة", "添加", "新增"), "add"),
    **dict.fromkeys(("list", "liste", "lista", "список", "قائمة", "列表"), "list"),
    **dict.fromkeys(("pause", "pausar", "pausa", "пауза", "остановить", "إيقاف", "暂停", "暫停"), "pause"),
    **dict.fromkeys(("resume", "reprendre", "reanudar", "возобновить", "استئناف", "恢复", "恢復"), "resume"),
    **dict.fromkeys(("remove", "supprimer", "quitar", "eliminar", "удалить", "حذف", "删除", "刪除"), "remove"),
    **dict.fromkeys(("check", "vérifier", "comprobar", "проверить", "فحص", "检查", "檢查"), "check"),
    **dict.fromkeys(("whole", "entier", "entero", "целиком", "полностью", "كامل", "全文"), "whole"),
    **dict.fromkeys(("import", "importer", "importar", "импорт", "استيراد", "导入", "匯入"), "import"),
    **dict.fromkeys(("export", "exporter", "exportar", "экспорт", "تصدير", "导出", "匯出"), "export"),
}


def days_in(said: str) -> int | None:
    """The days of "3 days" or "2 weeks", folded and in western digits; None for anything else, none at all too."""
    found = _COUNTED.fullmatch(_LAST.sub("", said, 1))
    unit = _UNITS.get(found[2]) if found else None
    return int(found[1]) * unit or None if found and unit else None


def folded(said: str) -> str:
    """The words as they stand in the tables here."""
    return " ".join(said.split()).casefold()


def western(text: str) -> str:
    """The text with 0 to 9 for the digits of other writings, each in its place; nothing else is changed."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
