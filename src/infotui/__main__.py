"""`python -m infotui`."""

import sys

from infotui.cli import main

if __name__ == "__main__":
    sys.exit(main())
