"""Questions and sentences in front of a page."""
