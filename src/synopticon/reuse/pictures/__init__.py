"""The same photograph in several captures: landmarks propose, pixels verify, families follow."""
