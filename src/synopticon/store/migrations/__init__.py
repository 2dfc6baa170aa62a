"""The schema's history: a version a file, each tested up to the newest."""
