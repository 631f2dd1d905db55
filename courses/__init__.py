"""What is taught: the text, and the code that reads it."""
