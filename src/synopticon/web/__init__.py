"""The workbench: pages over the workflow, for one person on this machine."""
