"""Arguments and options of the commands that work on a database, told without loading one."""

from __future__ import annotations

from typing import Annotated

import typer

CycleName = Annotated[str, typer.Argument(metavar="CYCLE", help="The name of the cycle.", show_default=False)]
EventNumber = Annotated[
    str | None, typer.Argument(metavar="EVENT", help="The number of the event.", show_default=False)
]
Now = Annotated[
    str | None, typer.Option("--now", metavar="MOMENT", help="What time it is, on a virtual clock.")
]
From = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="From which day on it is in force; today if left out."),
]
Apply = Annotated[bool, typer.Option("--apply", help="Adopt it; else it is only shown.")]
Basis = Annotated[str, typer.Option("--basis", metavar="TEXT", help="The document it rests on.")]
