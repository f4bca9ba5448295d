"""Make sure that a program of Debian's that tests need is there: PROGRAM PACKAGE [PACKAGE ...]."""

import os
import shutil
import subprocess
import sys


def main(program: str, packages: list[str]) -> int:
    """Install the packages where we may, else say what to type; 2 where the program is missing."""
    if shutil.which(program):
        return 0
    line = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(line, check=False, env=quiet).returncode
    typed = " ".join(word for word in line if word != "-qq")
    sys.stderr.write(f"The tests need {program}. Type this: sudo {typed}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
