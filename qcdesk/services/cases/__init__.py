"""The cases: taken in, handled, judged, connected, listed and told."""
