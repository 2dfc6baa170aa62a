"""Findings: what stands behind a proposition, counted by origins."""
