"""Measures over a finding's evidence, one a file; the list is listing.py."""
