"""Algebra as people write it, read by our own hand and compared in exact numbers; nothing is ever executed."""
