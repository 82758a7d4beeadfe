"""`hub doctor`: checks the installation and says how to mend what is wrong; exit 1 if anything is."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rich.table import Table
from rich.text import Text

from api.checks import Check, check_installation
from api.commands.output import console, print_json, printable

_LOOKS: dict[Literal["ok", "warn", "fail"], str] = {"ok": "green", "warn": "yellow", "fail": "red"}
WRONG = 1


def run(data: Path | None, as_json: bool) -> int:
    """Print every check."""
    checks = list(check_installation(data))
    fine = all(check.state != "fail" for check in checks)
    if as_json:
        rows = [
            {"name": c.name, "state": c.state, "detail": c.detail, "mend": c.mend} for c in checks
        ]
        print_json({"ok": fine, "checks": rows})
    else:
        _show(checks)
    sys.stdout.flush()
    return 0 if fine else WRONG


def _show(checks: Iterable[Check]) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for check in checks:
        said = Text(printable(check.detail))
        if check.mend:
            said.append(f"\n→ {printable(check.mend)}", "bold")
        table.add_row(Text(check.state, _LOOKS[check.state]), check.name, said)
    console().print(table)
