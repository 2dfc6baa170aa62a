"""A trace that has outgrown one process: the stages of `reuse` as tasks over shards, on any engine, resumable."""
