"""Paper: where the values sit, and everything that draws or reads a sheet. No Qt."""
