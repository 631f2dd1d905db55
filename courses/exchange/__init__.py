"""Question banks of other houses come in and go out; what a file of theirs says is believed only after it was checked."""
