"""Lambda's execution environments: the real runtime interface client around the real handler jar.

Hides processes, their reuse and their limits, and the four calls of the Runtime API. Offers one
call: a function and an event in, an outcome out.
"""
