"""Seconds of the processor for texts that nobody should send: none may take over two, whichever way it goes in."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import process_time

from summarizer.analysis import analyse
from summarizer.budget import Budget
from summarizer.errors import NothingToSummarise
from summarizer.model import Article
from summarizer.summarise import summarise

MOST = 2.0
SENTENCES = {
    "English": "Envoys of Japan and Russia met in Geneva to discuss the treaty number {}. ",
    "Russian": "Послы Японии и России встретились в Женеве и обсудили договор номер {}. ",
    "French": "Les ambassadeurs du Japon et de la Russie ont discuté à Genève du traité {}. ",
    "Spanish": "Los embajadores de Japón y Rusia discutieron en Ginebra el tratado {}. ",
    "Arabic": "التقى سفراء اليابان وروسيا في جنيف لمناقشة المعاهدة رقم {}. ",
    "Chinese": "日本和俄罗斯的大使在日内瓦会晤并讨论第{}号条约。",
    "Japanese": "日本とロシアの大使はジュネーブで会談し、第{}号条約について協議した。",
    "German": "Die Botschafter Japans und Russlands berieten in Genf über den Vertrag {}. ",
    "Ukrainian": "Посли Японії та Росії обговорили в Женеві договір номер {}. ",
    "Turkish": "Japonya ve Rusya büyükelçileri Cenevre'de {} sayılı anlaşmayı görüştü. ",
    "Hindi": "जापान और रूस के राजदूतों ने जिनेवा में संधि संख्या {} पर चर्चा की। ",
    "Hebrew": "שגרירי יפן ורוסיה דנו בז'נבה בהסכם מספר {}. ",
}
REPEATED = {
    "lines of one letter": "a\n",
    "letters and full stops": "a.",
    "figures and full stops": "a 1.2.",
    "one sentence": "word ",
    "one word": "a",
    "one word of two scripts": "aб",
    "Chinese without a stop": "外长会晤条约签字",
    "Japanese without a stop": "外務大臣はジュネーブで",
    "quotation marks": 'a "',
    "quotations in Japanese": "「あ。」と",
    "digits": "a1111111",
    "zero-width characters": "a\u200b\u200b\u200b",
    "combining marks": "a\u0301\u0323\u0302\u0324",
    "characters with marks": "中\u0301",
    "U.S.": "U.S. ",
    "brackets": "a((((((((",
    "newlines": "a" + "\n" * 99,
    "names": "Tokyo ",
    "names in Chinese": "日本",
    "towns": "Moscow, Idaho, ",
    "acts": "signed the treaty ",
    "acts in Chinese": "召回大使。",
    "rows of a table": "Japan\t7\t3.5\tok\n",
    "lines of a width": "the envoys of the two countries met to discuss the terms of it\n",
    "mixed scripts": "Токио said 条约 yes. هذا treaty κόσμος! おはよう talks 안녕. ",
    "lone surrogates": "a\ud800",
    "a sentence": "The ministers of both countries met again. ",
    "capitals": "ENVOYS MET IN TOKYO. ",
    "bylines": "By John Smith\n",
    "a script": '{"a": function () {return 1;}};\n',
    "ligatures": "\ufdfa ",
}
LENGTH, COUNT = 1_000_000, 20_000


def texts() -> Iterator[tuple[str, str]]:
    """Each text with its name: twenty thousand sentences, a megabyte of one thing, and noise."""
    for language, sentence in SENTENCES.items():
        yield f"{COUNT:,} sentences, {language}", "".join(sentence.format(number) for number in range(COUNT))
    for name, part in REPEATED.items():
        yield f"a megabyte: {name}", part * (LENGTH // len(part))
    chance = random.Random(7)
    for name, first, last in (("ASCII", 32, 127), ("Chinese", 0x4E00, 0x9FFF), ("any sign", 32, 0xD7FF)):
        yield f"a megabyte: noise, {name}", "".join(chr(chance.randrange(first, last)) for _ in range(LENGTH))


def seconds(call: Callable[[], object]) -> float:
    """What a call takes of the processor."""
    began = process_time()
    with suppress(NothingToSummarise):
        call()
    return process_time() - began


def main() -> None:
    """Print a line for each text, the slow ones marked; words and names of its language are loaded beforehand."""
    for name, text in texts():
        seconds(lambda text=text: analyse(Article(text[:300])))  # type: ignore[misc]
        article = Article(text)
        spent = (
            seconds(lambda article=article: analyse(article)),  # type: ignore[misc]
            seconds(lambda article=article: summarise(article, Budget())),  # type: ignore[misc]
            seconds(lambda article=article: summarise(article, Budget(words=100), topic="talks")),  # type: ignore[misc]
        )
        mark = "  <- over two seconds" if max(spent) > MOST else ""
        shown = ", ".join(
            f"{kind} {one:.2f}" for kind, one in zip(("analysis", "summary", "topic"), spent, strict=True)
        )
        sys.stdout.write(f"  {name}: {shown}{mark}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
