"""The sheets: kept, signed, taken through their steps, searched, and the registers they fill."""
