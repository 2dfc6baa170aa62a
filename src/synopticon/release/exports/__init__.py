"""One form of export a file."""
