"""`python -m forms.apart`: where the process starts that draws, when the program is not frozen."""

import sys

from forms.apart import child

if __name__ == "__main__":
    sys.exit(child.run())
