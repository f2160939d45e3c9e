"""The builders of the generated dictionaries; run by tools/generate.py."""
