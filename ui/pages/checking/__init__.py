"""核对 a paper in the window: what is asked, and the verdict."""
