"""Landfall's SAM application, deployed into moto and driven through the AWS APIs."""
