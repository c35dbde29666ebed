"""What changed between two meetings or two versions: which amounts are meant, how they differ, their sums."""
