"""The innermost loops once more, in C: the same numbers in the same order, only sooner.

The NumPy code of the rooms that ask is the reference, and works without this. Here are the C files, how a library is
made of them (by the build hook of a wheel, `make kernel`, or `python -m synopticon.kernel.building`), and how it is
found. This room knows arrays and nothing of what they mean; whoever asks keeps the constants and tells them.
"""
