"""Cases and what moves them: machines, journal entries, the fold, status, deviation and the ladder. Pure."""

from workflow.acts import same_value
from workflow.admission import Wish, admit, case_of
from workflow.cases import Case, Conflict, Cycle, Stay, holding_roles
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold, fold_only
from workflow.ladder import Ladder, Rung, current, following, leaving, may_leave, next_leaving, rungs
from workflow.participants import Participant, decoded, members_of, read_csv, read_participants
from workflow.rows import basis_of, is_excepted, roles_meant, term_of
from workflow.status import Deviation, Status, deviation, status

__all__ = [
    "CONTROL",
    "Case",
    "CaseKey",
    "Conflict",
    "Cycle",
    "Deviation",
    "Entry",
    "Ladder",
    "Participant",
    "Rung",
    "Status",
    "Stay",
    "Wish",
    "admit",
    "basis_of",
    "case_of",
    "current",
    "decoded",
    "deviation",
    "fold",
    "fold_only",
    "following",
    "holding_roles",
    "is_excepted",
    "leaving",
    "may_leave",
    "members_of",
    "next_leaving",
    "read_csv",
    "read_participants",
    "roles_meant",
    "rungs",
    "same_value",
    "status",
    "term_of",
]
