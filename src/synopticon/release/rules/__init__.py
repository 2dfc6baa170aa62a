"""One rule of the release gate a file."""
