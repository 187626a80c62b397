"""PDFs of strangers, opened and drawn in a process of their own: whatever is in one, this program loses neither its
memory nor its time. What that process imports is little, since it is started anew for every file."""

DRAW_PAGES = "--draw-pages"
"""What the frozen program is called with to be that process."""
