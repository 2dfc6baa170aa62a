"""How texts say on whom they rest, one language a file; the list is listing.py."""
