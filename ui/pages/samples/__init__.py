"""样品封存: where every sealed sample is, what was done with it, and what is due."""
