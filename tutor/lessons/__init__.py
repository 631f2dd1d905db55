"""The learner's own server: it shows lessons and carries the widgets' messages, and does nothing else."""
