"""The deadlines: clocks and what moves them, the working calendar, the ladder."""
