"""Where moto differs from AWS in a way that Landfall's promises depend on.

Each module replaces one behaviour of moto, says which, and has an `install` function. They are
made for the pinned version of moto: a new version means reading them again.
"""
