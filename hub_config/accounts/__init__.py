"""The people of the house: one store, one roster file, one door."""
