"""The two faces of a desk: the window (Qt is here and nowhere else) and the command line."""
