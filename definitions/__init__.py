"""What a definition may say: the language, its phrases, its checks and the library of cycles. Pure."""

from definitions.as_of import as_of_day
from definitions.deadlines import Deadline, Given, Years, deadline, set_by_hand
from definitions.fields import as_day, as_hour, day_in
from definitions.force import not_in_force
from definitions.model import Anchor, Definition, Event, Example, OnlyNamed, Opening, Policy
from definitions.model_flows import ADDRESSEE, RESPONSIBLE, Flow, Role, State, Term, Transition
from definitions.model_rating import Achievement, Band, DelayDays, LeftOut, Rating, RowsCounted, Score
from definitions.model_reports import ReportColumn, ReportForm, ReportLine
from definitions.model_rules import (
    CURATOR,
    HEAD,
    SUPERIOR,
    Among,
    Copy,
    DataKind,
    Moving,
    Reminders,
    Roll,
    is_list,
)
from definitions.model_sheets import Before, Section, SheetColumn, Survey, says_nothing
from definitions.parameters import unset
from definitions.periods import Period, period, period_kind
from definitions.read import Read, read_definition
from definitions.report_shapes import filled
from definitions.rownames import NOT_UNDERSTOOD, misread, row_names
from definitions.scenario import PlannedChange, Row, Rule, Scenario, Step, read_scenario
from definitions.scenario_shapes import EVERY_ROW
from definitions.schema import schema
from definitions.settings import carried_over, with_settings
from definitions.shapes import nearest, unknown
from definitions.sheet_shapes import IN_BRACES, IN_HEADING
from definitions.snapshot import dump_definition, parse_definition
from definitions.timing import (
    date_set,
    event_deadline,
    example_due,
    limit_deadline,
    period_ids,
    received_of,
    worded,
)
from definitions.tree import clean

__all__ = [
    "ADDRESSEE",
    "CURATOR",
    "EVERY_ROW",
    "HEAD",
    "IN_BRACES",
    "IN_HEADING",
    "NOT_UNDERSTOOD",
    "RESPONSIBLE",
    "SUPERIOR",
    "Achievement",
    "Among",
    "Anchor",
    "Band",
    "Before",
    "Copy",
    "DataKind",
    "Deadline",
    "Definition",
    "DelayDays",
    "Event",
    "Example",
    "Flow",
    "Given",
    "LeftOut",
    "Moving",
    "OnlyNamed",
    "Opening",
    "Period",
    "PlannedChange",
    "Policy",
    "Rating",
    "Read",
    "Reminders",
    "ReportColumn",
    "ReportForm",
    "ReportLine",
    "Role",
    "Roll",
    "Row",
    "RowsCounted",
    "Rule",
    "Scenario",
    "Score",
    "Section",
    "SheetColumn",
    "State",
    "Step",
    "Survey",
    "Term",
    "Transition",
    "Years",
    "as_day",
    "as_hour",
    "as_of_day",
    "carried_over",
    "clean",
    "date_set",
    "day_in",
    "deadline",
    "dump_definition",
    "event_deadline",
    "example_due",
    "filled",
    "is_list",
    "limit_deadline",
    "misread",
    "nearest",
    "not_in_force",
    "parse_definition",
    "period",
    "period_ids",
    "period_kind",
    "read_definition",
    "read_scenario",
    "received_of",
    "row_names",
    "says_nothing",
    "schema",
    "set_by_hand",
    "unknown",
    "unset",
    "with_settings",
    "worded",
]
