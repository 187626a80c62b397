"""What a file of strangers may take at most, here and in the process that opens it."""

MOST_PIXELS = 50_000_000
"""Of a picture as it stands in a file."""

WORKING_PIXELS = 16_000_000
"""Of a page as it is read."""

MEMORY = 640 << 20
"""Bytes of address space of the process that draws; what the file itself is long comes on top."""

SECONDS = 20.0
"""For the opening of a file, and for each of its pages."""

START_SECONDS = 60.0
"""Until the process is there: an office's PC may look through every program that starts."""
