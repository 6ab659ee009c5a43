"""The wheel brings the parser of deadline phrases ready-made: building it would cost every command most of a second."""

from __future__ import annotations

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyMadeParser(BuildHookInterface[Any]):
    """Puts the tables of the grammar beside it; an editable install builds them when it runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the tables, and have them packed."""
        if version == "editable":
            return
        grammar = runpy.run_path(str(Path(self.root) / "definitions" / "phrases" / "grammar.py"))
        self.folder = tempfile.TemporaryDirectory()  # goes with the builder
        tables = Path(self.folder.name) / grammar["TABLES"]
        grammar["save_parser"](tables)
        build_data["force_include"][str(tables)] = f"definitions/phrases/{tables.name}"
