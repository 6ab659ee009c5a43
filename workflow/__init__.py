"""Cases and what moves them: machines, journal entries, the fold, status, deviation and the ladder. Pure."""

from workflow.acts import same_value
from workflow.admission import Admitted, admit, judge, weigh
from workflow.allowed import actions_ever
from workflow.amendment import Lost, amended, check_begun, check_states, lost_states, unmapped
from workflow.answering import judge_answers
from workflow.applying import before_its_period, set_before_joining, why_not_applicable
from workflow.arrivals import arrived, out_of_hand
from workflow.batches import Folding, Picture, batches
from workflow.cases import Case, Conflict, Slip, Stay, Step
from workflow.changes import Change
from workflow.clocks import counted_on
from workflow.csv_table import decoded, read_csv
from workflow.cycle import Cycle, holding_roles
from workflow.delays import Deviation, Input, Inputs, deviation, largest_cause
from workflow.differences import Difference, differences
from workflow.doubts import contradicted, doubtful_days, unknown_actor
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold, fold_only
from workflow.forecast import Forecast, forecasts, forecasts_at_start
from workflow.graph import upstream_keys, with_downstream, with_upstream
from workflow.held import (
    allotted,
    held_span,
    in_force,
    in_force_when_met,
    is_end,
    step_deviation,
    version_of,
)
from workflow.judging import upstream_ever
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
from workflow.lateness import Days, between, calendar_of, late_until
from workflow.membership import joined, member_changes, of_another_role, renamed_perhaps
from workflow.opening import begun_without, missing_told
from workflow.participant_file import read_participants
from workflow.participants import Correspondent, Participant, addressed, members_of
from workflow.rating import Compared, FigureAt, Figures, Placing, Rated, Scored, Share, rate
from workflow.reach import Reach, reach
from workflow.recorded import named_again
from workflow.rights import who_may_control
from workflow.roles import APPOINTED_WITH, appointing, concerned, copied_to, curator_of, is_curator, who
from workflow.row_acts import older_than_row
from workflow.rows import is_excepted, roles_meant, term_of
from workflow.sheet import Mark, SheetRow, spelled
from workflow.spans import between_them, closed
from workflow.status import Status, status
from workflow.survey import Answer, outlived
from workflow.turns import turns_of
from workflow.upstream import first_deadline, under_control
from workflow.versions import changes_of, known_at, seen, versioned
from workflow.walk import standing_of, voided
from workflow.watched import Watched, watched
from workflow.wishes import Wish, case_of, row_of

__all__ = [
    "APPOINTED_WITH",
    "CONTROL",
    "LATE",
    "Admitted",
    "Answer",
    "Case",
    "CaseKey",
    "Change",
    "Compared",
    "Conflict",
    "Correspondent",
    "Cycle",
    "Days",
    "Deviation",
    "Difference",
    "Entry",
    "FigureAt",
    "Figures",
    "Folding",
    "Forecast",
    "Input",
    "Inputs",
    "Ladder",
    "Lost",
    "Mark",
    "Participant",
    "Picture",
    "Placing",
    "Rated",
    "Reach",
    "Rung",
    "Scored",
    "Share",
    "SheetRow",
    "Slip",
    "Status",
    "Stay",
    "Step",
    "Watched",
    "Wish",
    "actions_ever",
    "addressed",
    "admit",
    "allotted",
    "amended",
    "appointing",
    "arrived",
    "batches",
    "before_its_period",
    "begun_without",
    "between",
    "between_them",
    "by_urgency",
    "calendar_of",
    "case_of",
    "changes_of",
    "check_begun",
    "check_states",
    "closed",
    "concerned",
    "contradicted",
    "copied_to",
    "counted_on",
    "curator_of",
    "current",
    "decoded",
    "deviation",
    "differences",
    "doubtful_days",
    "first_deadline",
    "fold",
    "fold_only",
    "following",
    "forecasts",
    "forecasts_at_start",
    "held_span",
    "holding_roles",
    "in_force",
    "in_force_when_met",
    "is_curator",
    "is_end",
    "is_excepted",
    "joined",
    "judge",
    "judge_answers",
    "known_at",
    "largest_cause",
    "late_until",
    "leaving",
    "lost_states",
    "may_leave",
    "member_changes",
    "members_of",
    "missing_told",
    "named_again",
    "next_leaving",
    "of_another_role",
    "older_than_row",
    "out_of_hand",
    "outlived",
    "rate",
    "reach",
    "read_csv",
    "read_participants",
    "renamed_perhaps",
    "roles_meant",
    "row_of",
    "rungs",
    "same_value",
    "seen",
    "set_before_joining",
    "spelled",
    "standing_of",
    "status",
    "step_deviation",
    "term_of",
    "turns_of",
    "under_control",
    "unknown_actor",
    "unmapped",
    "upstream_ever",
    "upstream_keys",
    "version_of",
    "versioned",
    "voided",
    "watched",
    "weigh",
    "who",
    "who_may_control",
    "why_not_applicable",
    "with_downstream",
    "with_upstream",
]
