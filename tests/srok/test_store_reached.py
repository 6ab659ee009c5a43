"""One database is one, by whatever path it is reached and by whoever may only read it."""

import os
import shutil
from pathlib import Path

import pytest

from calendars.errors import SystemFault
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


@pytest.fixture
def archive(cli, lived_file, tmp_path, monkeypatch):
    """A database in a file and a folder in which nothing can be written, not even by root."""
    folder = tmp_path / "archive"
    folder.mkdir()
    file = Path(shutil.copy(lived_file, folder / "srok.db"))
    file.chmod(0o444)
    folder.chmod(0o555)
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    monkeypatch.setenv("SROK_DATABASE_URL", f"sqlite:///{file}")
    yield file
    folder.chmod(0o755)


@pytest.mark.parametrize("command", [("verify",), ("journal", "small-2016"), ("deviations", "small-2016")])
def test_a_database_that_cannot_be_written_is_read(cli, archive, command):
    told = cli(*command)
    assert (told.status, told.err) == (0, "")
    assert list(archive.parent.iterdir()) == [archive]


def test_a_database_that_cannot_be_written_is_not_written(archive):
    database = Database(f"sqlite:///{archive}")
    with pytest.raises(SystemFault, match="readonly"), database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM facts")
    database.close()


def test_doctor_makes_no_database_of_a_mistyped_name(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("SROK_DATABASE_URL", f"sqlite:///{tmp_path}/mistyped.db")
    told = cli("doctor", "--no-relay")
    assert told.status == 3
    assert "there is no database at" in told.err
    assert not (tmp_path / "mistyped.db").exists()
