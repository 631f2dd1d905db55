"""Who may come in, what is started, what it may touch."""
