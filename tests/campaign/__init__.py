"""Long campaigns; a short form of each runs in the check."""
