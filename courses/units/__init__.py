"""Numbers with units: names in both scripts, read by our own hand, converted exactly."""
