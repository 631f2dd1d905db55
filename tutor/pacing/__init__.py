"""What comes next, and why."""
