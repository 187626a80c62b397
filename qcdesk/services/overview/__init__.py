"""What is told over many cases: the list, what is due, the rates and figures of a span of time."""
