"""Final exams: a blueprint says what is asked for how many marks; each seed draws another exam that is worth the same."""
