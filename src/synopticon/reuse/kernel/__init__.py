"""The innermost loops once more, in C: the same numbers in the same order, only sooner.

The NumPy code beside it is the reference and works without it. The library is made from the C files here by the build
hook of a wheel, by `make kernel`, or by `python -m synopticon.reuse.kernel.building`; `library.py` finds it.
"""
