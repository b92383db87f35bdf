"""Where the command is that this module speaks to."""

import os
import shutil
import sysconfig
from pathlib import Path
from typing import Iterator


class CommandError(RuntimeError):
    """The command could not do what it was asked, or is not there."""


def find_command() -> str:
    """The path of the command: the one that was installed with this module, else the first on the PATH.

    Raises CommandError where there is none.
    """
    name = "plancorpus" + (sysconfig.get_config_var("EXE") or "")
    for folder in _scripts():
        command = folder / name
        if command.is_file() and os.access(command, os.X_OK):
            return str(command)
    found = shutil.which(name)
    if found is None:
        looked = ", ".join(dict.fromkeys(str(folder) for folder in _scripts()))
        raise CommandError(f"the command plancorpus is neither in {looked} nor on the PATH; install the wheel again")
    return found


def _scripts() -> Iterator[Path]:
    """Where installers put scripts: those of this environment, of the user, and beside a module in a folder of its own."""
    yield Path(sysconfig.get_path("scripts"))
    user = f"{os.name}_user"
    if user in sysconfig.get_scheme_names():
        yield Path(sysconfig.get_path("scripts", scheme=user))
    yield Path(__file__).resolve().parents[1] / "bin"
