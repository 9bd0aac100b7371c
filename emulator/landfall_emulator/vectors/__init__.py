"""The vectors of the rehearsal's interpreter, run by moto's: the second engine.

rehearsal/src/test/resources/vectors/README.md describes the files. What differs is listed in
vectors-differences.yaml, with who is right; docs/engines.md tells it in words.
"""
