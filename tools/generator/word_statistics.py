"""words/word_statistics.tsv: the most frequent English words, and how often each is capitalised."""
import collections
import gzip
import json
import math
import re

from .packages import read_wheel_bytes
from .word_lists import write_word_list

FILES = ("words/word_statistics.tsv",)

WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
SIZE = 30_000


def read_probabilities():
    """word in lower case -> its spellings in the corpus -> their probabilities."""
    data = gzip.decompress(read_wheel_bytes("spacy-lookups-data", "spacy_lookups_data/data/en_lexeme_prob.json.gz"))
    result = collections.defaultdict(dict)
    for spelling, logarithm in json.loads(data).items():
        if WORD.fullmatch(spelling):
            result[spelling.lower()][spelling] = math.exp(logarithm)
    return result


def statistics_of(word, spellings):
    """A row: the logarithm of the occurrences per thousand million words, the share capitalised, the share in capitals only."""
    total = sum(spellings.values())
    capitalised = sum(probability for spelling, probability in spellings.items() if spelling[0].isupper())
    all_caps = sum(probability for spelling, probability in spellings.items() if spelling.isupper() and len(spelling) > 1)
    return word, round(math.log10(total * 1e9), 2), round(capitalised / total, 2), round(all_caps / total, 2)


def build():
    rows = [statistics_of(word, spellings) for word, spellings in read_probabilities().items()]
    # Words of equal frequency keep the order of the package, which decides who is the last of the list.
    rows.sort(key=lambda row: -row[1])
    columns = ["word", "frequency", "capitalised", "all_caps"]
    sources = ["spacy-lookups-data 1.0.5 en_lexeme_prob"]
    return [write_word_list("word_statistics.tsv", None, columns, rows[:SIZE], sources, "MIT")]
