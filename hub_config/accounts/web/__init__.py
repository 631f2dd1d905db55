"""The accounts in a browser: pages for the admin and the teachers, and one question from the tutor."""
