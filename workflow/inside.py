"""What lies inside one case while its entries are applied: the rows of its sheet, the answers of its survey."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from calendars.saying import Text
from workflow.changes import Change, state_after
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.sheet import SheetRow, added, first_rows, held_back, moved, section_like
from workflow.survey import Answer, answered
from workflow.versions import changes_between


@dataclass
class Inside:
    """The rows and answers of a case, by the version of the cycle that its entries have come to."""

    version: Cycle
    key: CaseKey
    rows: dict[str, SheetRow] = field(default_factory=dict)
    answers: dict[str, Answer | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with what the version has."""
        self.go_on(self.version)

    def go_on(self, version: Cycle) -> None:
        """Go on to a version: rows and answers that it has too keep what they have; an answer that was given stays."""
        changes, self.version = changes_between(self.version, version), version
        event = version.event(self.key.event)
        fresh = first_rows(event, self.key, version.by_name, version.machines, version.since)
        by_entries = {
            name: replace(row, section=section)
            for name, row in self.rows.items()
            if row.added and (section := section_like(event, row.section))
        }
        self.rows = {name: self._carried(row, changes) for name, row in {**fresh, **by_entries}.items()}
        survey = event.survey
        asked = version.by_role.get(survey.for_each, ()) if survey else ()
        given = {name: answer for name, answer in self.answers.items() if answer is not None}
        self.answers = {**{member.name: None for member in asked}, **given}

    def _carried(self, fresh: SheetRow, changes: Iterable[Change]) -> SheetRow:
        """Return a row as a version has it, in the state that it was in where its flow still has that."""
        before = self.rows.get(fresh.name)
        if before is None:
            return fresh
        flow = self.version.machines[fresh.section.flow].flow
        known = {one.name for one in flow.states}
        state = state_after(before.state, changes, known)
        return replace(
            before,
            section=fresh.section,
            wording=fresh.wording,
            state=state if state in known else flow.initial,
        )

    def apply(self, entry: Entry, stay: int) -> Text | None:
        """Apply an entry about a row, in a stay of the case; return why it does not fit, if it does not."""
        event, machines = self.version.event(self.key.event), self.version.machines
        found: SheetRow | Answer | Text
        if entry.kind == "answer":
            found = answered(self.answers, entry)
        elif entry.kind == "add_row":
            found = added(self.rows, entry, event, machines)
        else:
            found = moved(self.rows, entry, machines, stay)
        if isinstance(found, SheetRow):
            self.rows[entry.row] = found
        elif isinstance(found, Answer):
            self.answers[entry.row] = found
        else:
            return found
        return None

    def held_back(self, trigger: str) -> Text | None:
        """Say which rows keep an action of the case from being done; None where they let it pass."""
        return held_back(self.rows, trigger, self.version.event(self.key.event))
