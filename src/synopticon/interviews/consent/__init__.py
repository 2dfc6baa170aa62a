"""The consent record of a witness: what was asked and allowed, read and refused before anything else is done."""
