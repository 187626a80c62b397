"""The form page: the paper sheet on screen, filled in its cells, saved, signed."""
