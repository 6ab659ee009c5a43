"""What must hold for surveys: no answer is not an answer, and what decides something can be told yes from no."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_names import Parts, Values
from definitions.model_sheets import says_nothing
from definitions.tree import Scalar


def check_survey(event: Values, parts: Parts) -> None:
    """Report words for no answer that are an answer themselves."""
    survey = event.get("survey", {})
    word = survey.get("unanswered", "?")
    chosen = {one for kind in survey.get("answers", {}).values() if isinstance(kind, tuple) for one in kind}
    if says_nothing(word) or word in chosen:
        parts.error(
            survey["_place"].nodes["unanswered"].place,
            say(
                "“{word}” is an answer itself: say in other words that somebody has not been asked", word=word
            ),
        )


def check_deciding(other: Values, data: Scalar, event: Values, parts: Parts) -> None:
    """Report answers by which it cannot be told for whom another event is: free words, or words that all mean one."""
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
