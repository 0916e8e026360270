"""First words that only look as if they pointed back: "This week", "Il y a un an", "His Majesty"; read by ``standing``.

Written like the lists of ``openers``: lines of words, a phrase joined with ``_``. English comes without "it is" and
"there are": what "it" is says the sentence before more often than not.
"""

from __future__ import annotations

_APART = {
    "en": """
        this_week this_month this_year this_morning this_afternoon this_evening this_weekend this_spring this_summer
        this_autumn this_fall this_winter this_monday this_tuesday this_wednesday this_thursday this_friday
        this_saturday this_sunday this_january this_february this_march this_april this_may this_june this_july
        this_august this_september this_october this_november this_december this_century this_decade this_past_week
        this_past_month this_past_year this_coming_week these_days his_majesty her_majesty their_majesties
        his_excellency her_excellency his_royal_highness her_royal_highness his_holiness
        """,
    "ru": """
        этой_весной этим_летом этой_осенью этой_зимой этим_утром этим_вечером этой_ночью это_первый это_первая
        это_первое это_первые это_второй это_вторая это_третий это_третья так_называемый так_называемая
        так_называемое так_называемые его_величество её_величество ее_величество его_превосходительство
        её_превосходительство ее_превосходительство его_святейшество
        """,
    "uk": """
        цього_тижня цього_місяця цього_року цієї_весни цього_літа цієї_осені цієї_зими цього_ранку цього_вечора
        цієї_ночі цього_понеділка цього_вівторка цієї_середи цього_четверга цієї_п'ятниці цієї_суботи цієї_неділі
        це_перший це_перша це_перше це_перші так_званий так_звана так_зване так_звані його_величність її_величність
        """,
    "fr": """
        cette_semaine cette_année cette_nuit ce_mois ce_matin ce_soir cet_après_midi ce_week_end ce_printemps
        cet_été cet_automne cet_hiver ce_lundi ce_mardi ce_mercredi ce_jeudi ce_vendredi ce_samedi ce_dimanche
        ces_jours_ci ces_derniers_jours ces_derniers_mois ces_derniers_temps ces_dernières_semaines
        ces_dernières_années il_y_a il_n_y_a il_y_aura il_y_avait il_faut il_faudra il_faudrait il_est_temps
        il_est_possible il_est_probable il_est_difficile il_est_interdit son_excellence sa_majesté sa_sainteté
        leurs_majestés
        """,
    "es": """
        esta_semana este_mes este_año esta_mañana esta_tarde esta_noche este_mediodía esta_madrugada
        este_fin_de_semana esta_primavera este_verano este_otoño este_invierno este_lunes este_martes este_miércoles
        este_jueves este_viernes este_sábado este_domingo estos_días su_majestad su_excelencia su_santidad
        """,
    "ar": """
        هذا_الأسبوع هذا_العام هذا_الشهر هذا_الصباح هذا_المساء هذا_اليوم هذه_السنة هذه_الليلة هذه_الأيام هذا_الصيف
        هذا_الشتاء هذا_الربيع هذا_الخريف وهذا_الأسبوع وهذا_العام وهذا_الشهر
        """,
    "de": """
        diese_woche dieses_jahr diesen_monat dieses_wochenende dieser_tage diesen_frühling diesen_sommer
        diesen_herbst diesen_winter diesen_montag diesen_dienstag diesen_mittwoch diesen_donnerstag diesen_freitag
        diesen_samstag diesen_sonntag es_gibt es_gab seine_majestät ihre_majestät seine_exzellenz ihre_exzellenz
        """,
    "pt": """
        esta_semana este_mês este_ano esta_manhã esta_tarde esta_noite esta_segunda esta_terça esta_quarta
        esta_quinta esta_sexta este_sábado este_domingo nesta_semana neste_mês neste_ano nesta_manhã nesta_tarde
        nesta_noite nesta_segunda nesta_terça nesta_quarta nesta_quinta nesta_sexta neste_sábado neste_domingo
        este_fim_de_semana neste_fim_de_semana sua_majestade sua_excelência sua_santidade
        """,
    "it": """
        questa_settimana questo_mese quest_anno questa_mattina questo_pomeriggio questa_sera questa_notte
        questo_fine_settimana questa_primavera quest_estate quest_autunno quest_inverno questo_lunedì questo_martedì
        questo_mercoledì questo_giovedì questo_venerdì questo_sabato questa_domenica c_è c_era ci_sono sua_maestà
        sua_eccellenza sua_santità
        """,
    "pl": "tego_roku tej_wiosny tego_lata tej_jesieni tej_zimy jego_świątobliwość jego_królewska jej_królewska",
    "tr": """
        bu_hafta bu_ay bu_yıl bu_sene bu_sabah bu_akşam bu_gece bu_hafta_sonu bu_yaz bu_kış bu_ilkbahar bu_sonbahar
        bu_pazartesi bu_salı bu_çarşamba bu_perşembe bu_cuma bu_cumartesi bu_pazar
        """,
}

APART = {
    language: frozenset(tuple(entry.replace("'", "_").split("_")) for entry in lines.split())
    for language, lines in _APART.items()
}

PAIRING = {"en": frozenset(("both", "either", "neither"))}
"""Words that need nothing before them where a name follows: "Both Iran and Iraq"."""
