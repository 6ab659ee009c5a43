"""The triggers by which the database itself keeps the journal append-only."""

from __future__ import annotations

_COLLIDES = (
    "SELECT 1 FROM entry WHERE cycle = NEW.cycle AND (number = NEW.number OR key = NEW.key "
    "OR (chain = NEW.chain AND chain_number = NEW.chain_number))"
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"

#: INSERT OR REPLACE deletes without firing a delete trigger, so a row that would collide with a standing one is refused
#: before it is inserted. (The table has no rowid, by which it could collide unseen.)
GUARDS = {
    "entry_no_update": f"CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry {_REFUSE}",
    "entry_no_delete": f"CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry {_REFUSE}",
    "entry_no_replace": f"CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS ({_COLLIDES}) {_REFUSE}",
}
