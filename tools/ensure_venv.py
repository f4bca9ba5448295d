"""Make sure that virtual environments can be made; on Debian that is a package of its own."""

import importlib.util
import os
import shutil
import subprocess
import sys


def main() -> int:
    """Install python3-venv where we may, else say what to type."""
    if importlib.util.find_spec("ensurepip") is not None:
        return 0
    line = ["apt-get", "install", "-y", f"python3.{sys.version_info.minor}-venv"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        return subprocess.run(line, check=False).returncode
    sys.stderr.write(f"Python lacks ensurepip. Type this and try again: sudo {' '.join(line)}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
