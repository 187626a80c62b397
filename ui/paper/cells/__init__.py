"""The editors that stand in the cells of a sheet. Left alone they draw nothing: the sheet shows its own words there."""
