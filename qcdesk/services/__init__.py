"""What the office does: every function is given a Desk; those that change something return a Change."""
