"""What must hold for surveys: no answer is not an answer, and what decides something can be told yes from no."""

from __future__ import annotations

from calendars.errors import PhraseError
from calendars.saying import Text, say
from definitions.check_deadlines import rows_of, years_said
from definitions.check_names import Parts, Values
from definitions.model_sheets import says_nothing
from definitions.phrases import read_phrase
from definitions.plannable import unplannable


def check_survey(event: Values, parts: Parts) -> None:
    """Report of a survey the words for no answer that are one, and for the day asked about that name none.

    Of what a survey decides report the answers by which it cannot be told for whom an event is.
    """
    survey = event.get("survey", {})
    if survey:
        _check_words(survey, parts)
    if survey and "as_of" in event and (why := _no_day(event, parts)):
        parts.error(
            event["_place"].nodes["as_of"].place,
            say(
                "the answers of a survey are dated by its “{key}”: {why}",
                key=parts.context.spelled("as_of"),
                why=why,
            ),
        )
    if "only_for" in event:
        _check_deciding(event["only_for"], event, parts)


def _check_words(survey: Values, parts: Parts) -> None:
    word = survey.get("unanswered", "?")
    chosen = {one for kind in survey.get("answers", {}).values() if isinstance(kind, tuple) for one in kind}
    if says_nothing(word) or word in chosen:
        parts.error(
            survey["_place"].nodes["unanswered"].place,
            say(
                "“{word}” is an answer itself: say in other words that somebody has not been asked", word=word
            ),
        )


def _no_day(event: Values, parts: Parts) -> Text | None:
    try:
        return unplannable(read_phrase(event["as_of"]), rows_of(event, parts), years_said(event, parts))
    except PhraseError as error:
        return error.message


def _check_deciding(only: Values, event: Values, parts: Parts) -> None:
    """Free words tell yes from no badly, and words that all mean one of the two do not at all."""
    other, data = parts.event(only.get("named_in")), only.get("data")
    if other is None or data is None:
        return
    kind = other.get("survey", {}).get("answers", {}).get(data.text)
    number = event["number"].text if "number" in event else ""
    if kind == "text":
        parts.warning(
            data.place,
            say(
                "free words decide for whom event {event} is, and everything but “no” names somebody: “no data” and "
                "“all done” too; let one word be chosen: “{answers}: {{{data}: [yes, no]}}”",
                event=number,
                answers=parts.context.spelled("answers"),
                data=data.text,
            ),
        )
    elif isinstance(kind, tuple) and len({says_nothing(word) for word in kind}) == 1:
        parts.error(
            data.place,
            say(
                "event {event} is for those whose answer is any word but “no”, and of {words} one at least must be "
                "“no”, and one another",
                event=number,
                words=kind,
            ),
        )
