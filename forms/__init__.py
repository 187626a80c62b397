"""Paper: where the values sit, and everything that draws or reads a sheet. No Qt."""

import os

# lxml comes with the library that seals; openpyxl would write by it, and tell of a full disk by errors of lxml's own.
os.environ.setdefault("OPENPYXL_LXML", "False")
