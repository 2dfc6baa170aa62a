"""Codes and what is coded: the codebook, retrieval, agreement between coders, exchange with other tools."""
