"""Obtaining: every way in which bytes come into a study, and the guard before the network."""
