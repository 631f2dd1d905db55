"""Simulated learners with known truth, for judging pacing."""
