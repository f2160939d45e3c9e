"""The names of the US census of 1990."""
from .packages import read_sdist


def read_census(file):
    """(name, share of the people in percent) of one table; the most frequent name stands first."""
    rows = [line.split() for line in read_sdist("names", f"names/{file}").splitlines() if line.strip()]
    return [(row[0].capitalize(), float(row[1])) for row in rows]


def census_names(file):
    return [name for name, _ in read_census(file)]
