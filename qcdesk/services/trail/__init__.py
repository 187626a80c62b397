"""The trail of events: written, replayed, verified and told in plain Chinese."""
