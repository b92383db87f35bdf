"""The command: `python -m plancorpus`."""

import subprocess
import sys

from ._command import find_command

if __name__ == "__main__":
    sys.exit(subprocess.call([find_command(), *sys.argv[1:]]))
