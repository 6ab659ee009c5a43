"""Tell the name of an event from a sentence about it: «со дня регистрации», but not «со дня регистрации отменено».

A finite verb, a short participle or a negation may undo the deadline, so free words that hold one are no name. Words
are told by their endings; where nouns end the same way, the nouns are named. A name refused in error costs a
rewording, a sentence taken for a name would cost a deadline.
"""

from __future__ import annotations

import re

_REFLEXIVE = r"\w{3,}(?:[еия]тся|[уюая]тся|лся|лась|лось|лись|ться)"
_PRESENT = r"\w{2,}(?:[уаяею]ет|[ауяе]ют|[жщшч]ат|[дснрмбвплтк]ят)|\w{3,}ит"
_PAST = r"\w+(?:[аиуяыо]ло|[аияе]ли|[тпчшщдрж]ила|[чш]ал|[тпшщчдрв]ил|[аия]вала?)"
_SHORT_PARTICIPLE = (
    r"\w+(?:[ея]но|ано|[иыяа]то|(?:[бвджзлнпрстшщ]|[^\W\dм]ч)ен[аы]?|(?:[зд]д|зн|зв|каз|пис|ис|дел)ан[аы]?)"
    r"|(?:с|при|за)нят[аы]?"
)
_COMMON = (
    r"(?:может|могут|мог(?:ла|ло|ли)?|будет|будут|быть|был[аио]?|есть|нет|нельзя|долж(?:ен|на|но|ны)"
    r"|истек(?:ло|ла|ли)?|истечет|ведет|ведут|несет|несут|влечет|влекут|идет|идут|дает)"
)
# Nouns, adjectives and adverbs with the ending of a verb.
_NOUNS = (
    r"(?:ау|кре)дит|лимит|визит|депозит|(?:де|про)фицит|транзит|реквизит|защит|орбит|граждан|экзамена?|антенн?[аы]?"
    r"|рано|(?:ко|по)лено|звено|кислот|член[аы]?|степен[ьи]|арен[аы]?|с?цен[аы]?|стен[аы]?|правил[оа]|сил[аы]|начало"
    r"|\w+тели|(?:мод|нед|ц|артел|щ)ели|гибели|детали|печали|медали|магистрали|вертикали|спирали|земли|автомобили|мили"
    r"|дело|тело|село|корыто|долото|золото|лето|приют|салют"
)
_SENTENCE = re.compile(
    rf"\b(?!(?:{_NOUNS})\b)(?:{_REFLEXIVE}|{_PRESENT}|{_PAST}|{_SHORT_PARTICIPLE}|{_COMMON})\b"
    # «не» may only stand before an adjective or a participle: «документов, не соответствующих требованиям»
    r"|\b(?:не|ни)\b(?! \w+(?:ого|его|ой|ей|ому|ему|ых|их|ым|им|ыми|ими|ую|юю|ое|ее|ая|яя|ые|ие)\b)(?: \w+)?"
)
_CLAUSE = re.compile(r", (?:\w+ )?котор")


def finite_verb(words: str) -> tuple[int, int] | None:
    """Return where the words stop being a name, or None; a clause with «который» may have a verb of its own."""
    clause = _CLAUSE.search(words)
    found = _SENTENCE.search(words, 0, clause.start() if clause else len(words))
    return found.span() if found else None
