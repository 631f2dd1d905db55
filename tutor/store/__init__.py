"""What the tutor keeps, and how it is kept."""
