"""What a learner knows, as far as answers tell."""
