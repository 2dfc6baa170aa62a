"""The command line: renders what the workflow answers."""
