"""The demonstration study: invented materials and the plan of what is done with them; data, not steps."""
