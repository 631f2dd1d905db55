"""Formulae and reactions, read sign by sign and counted atom by atom."""
