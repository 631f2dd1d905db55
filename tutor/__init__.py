"""What comes next for this learner."""
