"""Reuse and origin: whose words these were first."""
