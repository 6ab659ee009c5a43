"""The names that the federal calendar file uses, said here so that they are translated like every sentence."""

from __future__ import annotations

from calendars.saying import say

FEDERAL = (
    say("Defender of the Fatherland Day"),
    say("Executive Order of the President of Russia"),
    say("International Women's Day"),
    say("Labour Code, article 112"),
    say("Labour Code, article 95"),
    say("National Unity Day"),
    say("New Year holidays"),
    say("Orthodox Christmas"),
    say("Resolution of the Russian Government"),
    say("Russia Day"),
    say("Spring and Labour Day"),
    say("Victory Day"),
    say("the transfers were seen in a publication; the number and date were not and should be verified"),
)
