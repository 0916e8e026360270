"""First words that point back to a sentence before, by language; read by ``standing``.

Written as lines of words; a phrase joins its words with ``_``. An elided ``c'`` is the word ``c``.
"""

from __future__ import annotations

BACKWARD = {
    "en": """
        he she it they him her his hers its their theirs them himself herself themselves this that these those such
        here there but and or yet so nor however also still then meanwhile instead moreover furthermore therefore thus
        hence nevertheless nonetheless otherwise besides additionally similarly likewise consequently accordingly
        conversely indeed afterwards afterward thereafter thereby again too because both neither either another others
        the_two the_three the_pair the_duo the_latter the_former the_other the_others the_same the_same_day
        as_a_result in_return at_the_same_time at_that_time at_the_time in_addition in_contrast in_response in_turn
        in_that_case
        in_this_context in_that_context for_this_reason for_that_reason for_example for_instance on_the_other_hand
        on_the_contrary on_this on_that by_contrast after_that after_this since_then until_then even_so not_only_that
        what's_more what_is_more of_them of_these of_those one_of_them some_of_them most_of_them all_of_them
        both_of_them according_to_him according_to_her according_to_them in_doing_so in_so_doing
        """,
    "ru": """
        он она оно они его её ее их им ему ей этот эта это эти этого этой этих этому этим этом тот та те того той тех
        тому такой такая такое такие таким так там тут здесь туда оттуда тогда потом затем поэтому однако но а и да
        или зато также тоже кроме_того вместе_с_тем тем_не_менее при_этом между_тем тем_временем в_то_же_время
        в_свою_очередь в_результате таким_образом более_того к_тому_же помимо_этого кроме_этого после_этого после_чего
        до_этого с_другой_стороны с_тех_пор следовательно напротив наконец впрочем причем причём притом ведь оба обе
        эти_двое например по_его по_её по_ее по_их по_этому в_этой_связи в_связи_с_этим об_этом
        добавил добавила добавили
        """,
    "uk": """
        він вона воно вони його її їх їхній їм йому їй цей ця це ці цього цієї цих цьому цим той та те ті того тієї
        тих такий така таке такі так там тут туди тоді потім тому однак проте але а і й або зате також теж крім_того
        разом_з_тим тим_не_менш при_цьому між_тим тим_часом водночас своєю_чергою у_свою_чергу в_результаті
        таким_чином більше_того до_того_ж окрім_того після_цього до_цього з_іншого_боку відтоді отже навпаки нарешті
        втім причому адже обидва обидві наприклад за_його за_її за_їхніми у_зв'язку_з_цим про_це
        додав додала додали
        """,
    "fr": """
        il elle ils elles lui leur leurs son sa ses celui celle ceux celles celui_ci celle_ci ce cet cette ces ça cela
        ceci c tel telle tels telles mais et ou or donc car ni cependant toutefois pourtant néanmoins ainsi aussi
        alors puis ensuite enfin ailleurs par_ailleurs en_outre de_plus en_effet en_revanche au_contraire d_autre_part
        d_ailleurs du_coup de_même par_conséquent en_conséquence par_contre pour_autant pour_sa_part pour_leur_part
        dans_le_même_temps dans_ce_contexte pendant_ce_temps entre_temps après_cela depuis_lors malgré_cela
        à_cet_égard à_ce_sujet à_son_tour y les_deux les_deux_hommes les_deux_pays ce_dernier cette_dernière
        ces_derniers le_même l_autre les_autres par_exemple selon_lui selon_elle là
        """,
    "es": """
        él ella ello ellos ellas le les su sus este esta esto estos estas ese esa eso esos esas aquel aquella aquello
        aquellos aquellas tal tales pero y e o u sino mas así también tampoco además entonces luego después allí ahí
        aquí sin_embargo no_obstante por_tanto por_lo_tanto por_eso por_ello por_esto por_otra_parte por_otro_lado
        por_su_parte en_cambio en_consecuencia en_ese_sentido en_este_sentido en_ese_contexto en_este_contexto
        al_mismo_tiempo mientras_tanto de_hecho de_este_modo de_esta_forma a_su_vez a_pesar_de_ello asimismo
        igualmente finalmente ambos ambas los_dos las_dos el_otro la_otra los_otros el_primero el_segundo
        el_mismo la_misma este_último esta_última por_ejemplo según_él según_ella
        dicho_acuerdo dicha_medida dichos dichas añadió agregó
        """,
    "ar": """
        هو هي هم هن هما وهو وهي وهم هذا هذه هذان هاتان هؤلاء ذلك تلك أولئك وهذا وهذه وذلك وتلك بهذا لهذا لذلك ولذلك
        بذلك وبذلك كذلك وكذلك لكن ولكن لكنه لكنها ولكنه ولكنها ولكنهم بل غير_أن إلا_أن بيد_أن على_أن أيضا كما وكما ثم
        فقد وقد إنه إنها وإنه وإنها بينما فيما وفيما هناك وهناك هنا وهنا عندئذ حينها وحينها بالتالي وبالتالي مع_ذلك
        ومع_ذلك رغم_ذلك ورغم_ذلك إضافة_إلى_ذلك بالإضافة_إلى_ذلك علاوة_على_ذلك فضلا_عن_ذلك في_المقابل وفي_المقابل
        من_جهته ومن_جهته من_جانبه ومن_جانبه من_جهتها ومن_جهتها من_جانبها ومن_جانبها في_هذا_السياق وفي_هذا_السياق وأضاف
        أضاف وأضافت أضافت وتابع تابع وتابعت وأردف واستطرد وقال_إن وقال_إنه وقالت_إن وقالت_إنها وأكد_أن وأكدت_أن
        وأوضح_أن وأشار_إلى وأشارت_إلى وذكر_أن وذكرت_أن كلاهما كلتاهما الاثنان الأخير الأخيرة وكان وكانت
        """,
    "de": """
        er sie es ihm ihn ihr ihre ihren ihrer ihrem ihnen sein seine seinen seiner seinem dieser diese dieses diesen
        diesem jener jene jenes jenen jenem derselbe dieselbe dasselbe dies das_ist das_sei das_war das_wäre solche
        solcher solches aber und oder denn doch jedoch sondern auch also daher deshalb deswegen darum dann danach
        dabei dazu dafür dagegen damit davon daraus darauf darüber darin dort hier hierzu hingegen außerdem zudem
        ferner ebenso gleichzeitig zugleich unterdessen inzwischen indessen dennoch trotzdem allerdings schließlich
        somit folglich vielmehr beide beiden die_beiden letzterer letztere ersterer erstere der_andere die_andere
        die_anderen zum_beispiel im_gegenzug im_gegensatz_dazu aus_diesem_grund in_diesem_zusammenhang
        zur_gleichen_zeit seitdem seither
        """,
    "pt": """
        ele ela eles elas lhe lhes seu sua seus suas este esta isto estes estas esse essa isso esses essas aquele
        aquela aquilo aqueles aquelas deste desta disso nesse nessa neste nesta tal tais mas e ou porém contudo
        todavia entretanto portanto assim também tampouco além_disso então depois logo ali lá aqui no_entanto por_isso
        por_outro_lado por_sua_vez por_seu_lado em_contrapartida ao_mesmo_tempo enquanto_isso de_fato desse_modo
        dessa_forma apesar_disso nesse_sentido neste_contexto nesse_contexto finalmente ambos ambas os_dois
        as_duas o_outro a_outra os_outros o_mesmo a_mesma este_último esta_última por_exemplo
        segundo_ele segundo_ela acrescentou
        """,
    "it": """
        egli ella esso essa essi esse lui lei loro gli suo sua suoi sue questo questa questi queste quest quello
        quella quelli quelle quell quel quei ciò tale tali ma e ed o oppure però tuttavia quindi dunque perciò così
        anche inoltre allora poi dopo lì là qui c vi infatti infine intanto nel_frattempo pertanto eppure anzi ebbene
        d_altra_parte d_altronde al_contrario in_effetti per_questo per_esempio ad_esempio allo_stesso_tempo
        da_parte_sua a_sua_volta in_questo_contesto in_questo_senso di_conseguenza nonostante_ciò entrambi entrambe
        i_due le_due l_altro l_altra gli_altri lo_stesso la_stessa quest_ultimo quest_ultima
        secondo_lui secondo_lei aggiunge ha_aggiunto
        """,
    "pl": """
        on ona ono oni one jego jej ich im mu go ją ten ta to ci te tego tej tych temu tym tamten tamta tamto taki
        taka takie tak tam tu tutaj wtedy potem następnie dlatego jednak ale a i lecz lub albo zaś więc zatem też
        także również ponadto poza_tym oprócz_tego mimo_to tymczasem jednocześnie z_kolei w_rezultacie w_efekcie
        tym_samym co_więcej przy_tym po_tym z_drugiej_strony od_tego_czasu natomiast przeciwnie wreszcie zresztą
        bowiem obaj obie oboje obydwaj ten_ostatni ta_ostatnia na_przykład według_niego jego_zdaniem
        jej_zdaniem w_związku_z_tym dodał dodała dodali
        """,
    "tr": """
        o onlar onu ona onun onların onları onlara bu bunlar bunu buna bunun bunların şu şunlar böyle böylece öyle
        şöyle burada orada ama fakat ancak ve veya ya yahut lakin oysa ise ayrıca üstelik bunun_üzerine bu_nedenle
        bu_yüzden bu_sebeple dolayısıyla sonra daha_sonra ardından sonuç_olarak bununla_birlikte buna_rağmen
        buna_karşın buna_karşılık öte_yandan diğer_yandan aynı_zamanda bu_arada yine hatta nitekim böylelikle ikisi
        her_ikisi ikili diğeri diğerleri örneğin kendisi kendileri
        """,
}
"""Pronouns, demonstratives, connectives and what else means nothing without the sentence before."""

UNSPACED_BACKWARD = {
    "zh": (
        "他们|她们|它们|[他她它]|这(?!周|个?星期|个月|个周末|几[天年]|两[天年]|一年)|那(?!不勒斯|霸|曲|拉|坡里|慕尔)|此|该(?!隐)|"
        "其(?!中国|[他它](?!人))|但|然而|不过|而(?!立)|因此|所以|于是|"
        "同时|与此同时|对此|为此|另外|另一方面|并(?!州)|也(?!门)|还|双方|两人|二人|二者|两者|前者|后者|两国|"
        "上述|据[他她]|随后|之后|后来|接着|最后|例如|比如|即便如此|尽管如此|总之|相反|否则"
    ),
    "ja": (
        "彼|これ|それ(?!ぞれ)|あれ|こ[うん]|この(?![春夏秋冬]|ほど|度)|そ[のうん]|あの|ここ|そこ|しかし|だが|ただ|でも|けれど|ところが|また|そして|さらに|"
        "なお|一方|同[氏省相国社党日年月紙庁州市県]|同時に|両[国者氏首相]|二人|2人|そのため|したがって|従って|このため|"
        "つまり|例えば|たとえば|他方|これに対し|にもかかわらず|加えて|前者|後者"
    ),
}
"""The same for scripts without spaces, as the start of a pattern."""

_THE = {
    "en": ("the",),
    "fr": ("le", "la", "l", "les"),
    "es": ("el", "la", "los", "las"),
    "de": ("der", "die", "das"),
    "pt": ("o", "a", "os", "as"),
    "it": ("il", "lo", "la", "l", "i", "gli", "le"),
}

_ROLES = {
    "en": """
        minister ministers president premier chancellor king queen prince ambassador envoy envoys diplomat diplomats
        official officials spokesman spokeswoman spokesperson leader leaders secretary senator governor mayor general
        commander negotiator negotiators delegation government ministry agency commission committee court council
        party group company organization organisation bloc statement report document man woman couple suspect victim
        author analyst expert experts lawmaker lawmakers prime_minister foreign_minister defense_minister
        defence_minister foreign_ministry vice_president secretary_general deputy_minister head chief
        """,
    "ru": """
        министр министры президент премьер премьер_министр посол дипломат дипломаты чиновник чиновники представитель
        пресс_секретарь лидер лидеры глава депутат сенатор губернатор генерал политик эксперт эксперты ведомство
        министерство правительство ассамблея комиссия делегация стороны собеседник источник канцлер
        """,
    "uk": """
        міністр міністри президент прем'єр прем'єр_міністр посол дипломат дипломати чиновник речник речниця лідер
        лідери глава депутат сенатор генерал політик експерт експерти відомство міністерство уряд комісія делегація
        сторони канцлер
        """,
    "fr": """
        ministre ministres président présidente premier_ministre ambassadeur ambassadrice diplomate diplomates
        responsable responsables porte_parole chef dirigeant dirigeants chancelier chancelière secrétaire sénateur
        député général gouvernement ministère commission délégation chef_de_l_état chef_du_gouvernement
        chef_de_la_diplomatie expert experts
        """,
    "es": """
        ministro ministra ministros presidente presidenta primer_ministro embajador embajadora diplomático diplomática
        diplomáticos funcionario funcionaria funcionarios portavoz vocero vocera líder líderes mandatario mandataria
        canciller secretario senador diputado general gobierno ministerio comisión delegación jefe experto expertos
        """,
    "de": """
        minister ministerin präsident präsidentin premierminister ministerpräsident botschafter botschafterin diplomat
        diplomaten sprecher sprecherin kanzler kanzlerin bundeskanzler außenminister außenministerin staatschef
        regierungschef politiker politikerin regierung ministerium kommission delegation beamte beamten experten
        general
        """,
    "pt": """
        ministro ministra ministros presidente primeiro_ministro embaixador embaixadora diplomata diplomatas
        funcionário funcionários porta_voz líder líderes chanceler secretário senador deputado general governo
        ministério comissão delegação chefe especialista especialistas
        """,
    "it": """
        ministro ministra ministri presidente premier primo_ministro ambasciatore ambasciatrice diplomatico
        diplomatici funzionario funzionari portavoce leader cancelliere segretario senatore deputato generale governo
        ministero commissione delegazione capo esperto esperti
        """,
    "pl": """
        minister ministrowie prezydent premier ambasador dyplomata dyplomaci urzędnik urzędnicy rzecznik rzeczniczka
        przywódca przywódcy szef poseł senator generał polityk ekspert eksperci resort ministerstwo rząd komisja
        delegacja kanclerz
        """,
    "tr": """
        bakan bakanlar başkan cumhurbaşkanı başbakan büyükelçi diplomat diplomatlar yetkili yetkililer sözcü lider
        liderler milletvekili general uzman uzmanlar bakanlık hükümet komisyon heyet şansölye
        """,
    "ar": """
        الوزير الوزيرة الوزراء الرئيس الرئيسة السفير السفيرة الدبلوماسي المسؤول المسؤولون المسؤولين المتحدث الناطق
        الزعيم الأمين المستشار النائب الحكومة الوزارة اللجنة الوفد البيان المصدر
        """,
}

_NAMING = {
    "en": "of for in to from at on",
    "ru": "иностранных обороны финансов внутренних юстиции экономики энергетики по",
    "uk": "закордонних оборони фінансів внутрішніх юстиції економіки енергетики з",
    "fr": "de du des d en à",
    "es": "de del en para",
    "de": "von vom des der für",
    "pt": "de do da dos das em para",
    "it": "di del della dell dei degli delle in per",
    "pl": "spraw obrony finansów sprawiedliwości ds do",
    "tr": "",
}
"""Words after a role that go on to say whose or which it is."""

_PREDICATES = """
    إن أن إنه إنها في خلال إلى على عن قال قالت أكد أكدت أضاف أضافت أعلن أعلنت رفض رفضت نفى نفت أشار أشارت أوضح أوضحت
    دعا دعت حذر حذرت التعليق
    """
ARABIC_PREDICATES = frozenset(_PREDICATES.split())

UNSPACED_ROLES = {
    "zh": "(?:外交部|国防部|政府)?"
    "(?:部长|外长|总统|总理|首相|主席|大使|发言人|官员|防长)(?:说|表示|指出|强调|称|还|则|在会|拒绝|否认|证实|宣布|警告|承诺|呼吁|重申)",
    "ja": "(?:大統領|首相|外相|防衛相|大臣|大使|報道官|官房長官|長官|代表|政府|外務省)[はがも]",
}


def _phrases(lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(entry.replace("'", "_").split("_")) for entry in lines.split())


PHRASES = {language: _phrases(lines) for language, lines in BACKWARD.items()}
ROLES = {language: _phrases(lines) for language, lines in _ROLES.items()}
ARTICLES = {language: frozenset(words) for language, words in _THE.items()}
NAMING = {language: frozenset(words.split()) for language, words in _NAMING.items()}
