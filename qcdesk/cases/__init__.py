"""Casework: what a complaint or anomaly is, the way it takes, and what must hold before each step."""
