"""The word lists of Western names: first names and surnames."""
import collections

from .ambiguity import is_common_word
from .census import census_names, read_census
from .rows import read_word_statistics
from .word_lists import read_words, write_plain_list

FILES = ("words/first_names.tsv", "words/surnames_western.tsv")

# How many of the most frequent names of the US census the lists begin with.
FIRST_NAMES = 2_600
SURNAMES = 6_000


def frequent_first_names():
    """The most frequent first names of men and women together."""
    shares = collections.defaultdict(float)
    for name, share in read_census("dist.male.first") + read_census("dist.female.first"):
        shares[name] += share
    # Rounded, so that a sum of shares equals the same share given once; equal names keep the order of the census.
    ranking = sorted(shares, key=lambda name: -round(shares[name], 3))
    return ranking[:FIRST_NAMES]


def frequent_surnames():
    """The most frequent surnames, with the second capital of "McKinley"."""
    names = census_names("dist.all.last")[:SURNAMES]
    return ["Mc" + name[2:].capitalize() if name.startswith("Mc") else name for name in names]


def build():
    words = read_word_statistics()
    asian = read_words("surnames_chinese.tsv") | read_words("surnames_chinese_variants.tsv") | read_words("surnames_asian.tsv")

    def western(names):
        """Leaves out Asian surnames and English words."""
        return [name for name in names if name.lower() not in asian and not is_common_word(name, words)]

    sources = ["names 0.3.0 (US Census 1990, public domain)", "hand-written"]
    licence = "MIT OR Apache-2.0"
    return [
        write_plain_list("first_names.tsv", "name-first", western(frequent_first_names()), sources, licence),
        write_plain_list("surnames_western.tsv", "surname-western", western(frequent_surnames()), sources, licence),
    ]
