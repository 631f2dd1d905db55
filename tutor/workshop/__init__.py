"""What an author writes, as a learner will see it, while it is being written."""
