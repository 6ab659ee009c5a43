"""The triggers by which the database itself keeps the journal append-only."""

from __future__ import annotations

_SAME = "EXISTS (SELECT 1 FROM entry WHERE cycle = NEW.cycle AND "
#: Each question has an index that answers it; asked with OR in one, they would read the whole journal of the cycle.
_COLLIDES = (
    f"{_SAME}number = NEW.number) OR {_SAME}key = NEW.key) "
    f"OR {_SAME}chain = NEW.chain AND chain_number = NEW.chain_number)"
)
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"

#: INSERT OR REPLACE deletes without firing a delete trigger, so a row that would collide with a standing one is refused
#: before it is inserted. (The table has no rowid, by which it could collide unseen.)
GUARDS = {
    "entry_no_update": f"CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry {_REFUSE}",
    "entry_no_delete": f"CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry {_REFUSE}",
    "entry_no_replace": f"CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN {_COLLIDES} {_REFUSE}",
}
