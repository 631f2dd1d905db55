"""What learners hand in: how it is taken, kept, and taken out again."""
