"""What a desk stands on: its opening, the office's settings, people, PINs and basic data."""
