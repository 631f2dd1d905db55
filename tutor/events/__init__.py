"""What happened, as it happened."""
