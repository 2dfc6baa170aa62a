"""One way of obtaining sources a file."""
