"""Make sure that there is a browser for the tests of the pages: Debian's Chromium."""

import os
import shutil
import subprocess
import sys

LINE = [
    "apt-get",
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    "chromium",
    "fonts-dejavu-core",
]


def main() -> int:
    """Install Chromium where we may, else say what to type."""
    if shutil.which("chromium"):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(LINE, check=False, env=quiet).returncode
    typed = " ".join(word for word in LINE if word != "-qq")
    sys.stderr.write(f"The tests of the pages need Chromium. Type this: sudo {typed}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
