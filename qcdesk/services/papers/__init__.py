"""Signed paper: numbered copies, where they are, what came back as a scan, and the signatures seen on it."""
