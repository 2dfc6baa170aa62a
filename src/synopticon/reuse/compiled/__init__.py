"""The stages of a trace as the compiled kernel does them: each answer is that of the module that asks, to the byte."""
