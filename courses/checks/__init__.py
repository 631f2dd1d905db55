"""What content is checked for, before any of it is shown."""
