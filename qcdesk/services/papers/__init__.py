"""What the office does with paper: copies printed for signature, scans that come back, blank numbered sheets."""
