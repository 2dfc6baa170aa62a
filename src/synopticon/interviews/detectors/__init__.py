"""One way a file to find what could identify somebody; `listing.py` is their list."""
