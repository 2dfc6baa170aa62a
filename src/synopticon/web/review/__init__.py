"""The review page: one witness's transcript beside its working text, in a process of its own, on this machine only."""
