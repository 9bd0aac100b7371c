"""Deploys a SAM template into moto, as `sam deploy` would deploy it into an account."""
