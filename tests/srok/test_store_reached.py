"""One database is one, by whatever path it is reached and by whoever may only read it."""

from pathlib import Path

from srok.store.database import Database


def test_a_database_reached_by_a_link_has_the_same_lock(store, tmp_path):
    linked = tmp_path / "elsewhere"
    linked.mkdir()
    (linked / "link.db").symlink_to(store.path)
    (tmp_path / "folder").symlink_to(store.path.parent)
    for path in (linked / "link.db", tmp_path / "folder" / store.path.name):
        other = Database(f"sqlite:///{path}")
        with other.alone("tick"):
            assert Path(f"{store.path}.tick.lock").exists()
        assert other.path == store.path
        other.close()
    assert not list(linked.glob("*.lock"))
