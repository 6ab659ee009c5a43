"""Cases and what moves them: machines, journal entries, the fold, status, deviation and the ladder. Pure."""

from workflow.acts import same_value
from workflow.admission import Wish, admit, case_of
from workflow.cases import Case, Conflict, Slip, Stay, Step
from workflow.changes import Change
from workflow.cycle import Cycle, holding_roles
from workflow.delays import Days, Deviation, Input, Inputs, deviation
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold, fold_only
from workflow.forecast import Forecast, forecasts, forecasts_at_start
from workflow.held import StepDeviation, step_deviation
from workflow.ladder import (
    LATE,
    Ladder,
    Rung,
    by_urgency,
    current,
    following,
    leaving,
    may_leave,
    next_leaving,
    rungs,
)
from workflow.participants import Participant, decoded, members_of, read_csv, read_participants
from workflow.reach import Reach, reach
from workflow.rows import basis_of, is_excepted, roles_meant, term_of
from workflow.sheet import SheetRow
from workflow.status import Status, status
from workflow.survey import Answer
from workflow.upstream import first_deadline
from workflow.versions import known_at, versioned
from workflow.walk import standing_of
from workflow.watched import Watched, watched

__all__ = [
    "CONTROL",
    "LATE",
    "Answer",
    "Case",
    "CaseKey",
    "Change",
    "Conflict",
    "Cycle",
    "Days",
    "Deviation",
    "Entry",
    "Forecast",
    "Input",
    "Inputs",
    "Ladder",
    "Participant",
    "Reach",
    "Rung",
    "SheetRow",
    "Slip",
    "Status",
    "Stay",
    "Step",
    "StepDeviation",
    "Watched",
    "Wish",
    "admit",
    "basis_of",
    "by_urgency",
    "case_of",
    "current",
    "decoded",
    "deviation",
    "first_deadline",
    "fold",
    "fold_only",
    "following",
    "forecasts",
    "forecasts_at_start",
    "holding_roles",
    "is_excepted",
    "known_at",
    "leaving",
    "may_leave",
    "members_of",
    "next_leaving",
    "reach",
    "read_csv",
    "read_participants",
    "roles_meant",
    "rungs",
    "same_value",
    "standing_of",
    "status",
    "step_deviation",
    "term_of",
    "versioned",
    "watched",
]
