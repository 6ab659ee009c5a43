"""What a definition may say: the language, its phrases, its checks and the library of cycles. Pure."""

from definitions.deadlines import Deadline, Given, Years, deadline, set_by_hand
from definitions.fields import as_day, unknown
from definitions.model import (
    Anchor,
    Definition,
    Event,
    Flow,
    OnlyNamed,
    Reminders,
    Role,
    Roll,
    State,
    Transition,
)
from definitions.read import Read, read_definition
from definitions.scenario import Rule, Scenario, Step, read_scenario
from definitions.settings import with_settings
from definitions.snapshot import dump_definition, parse_definition
from definitions.tree import clean

__all__ = [
    "Anchor",
    "Deadline",
    "Definition",
    "Event",
    "Flow",
    "Given",
    "OnlyNamed",
    "Read",
    "Reminders",
    "Role",
    "Roll",
    "Rule",
    "Scenario",
    "State",
    "Step",
    "Transition",
    "Years",
    "as_day",
    "clean",
    "deadline",
    "dump_definition",
    "parse_definition",
    "read_definition",
    "read_scenario",
    "set_by_hand",
    "unknown",
    "with_settings",
]
