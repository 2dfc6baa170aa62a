"""Releases: the gate, the bundle, the proofs and their verification."""
