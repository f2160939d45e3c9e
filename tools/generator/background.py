"""words/background.tsv: in how many of a million ordinary documents a word occurs.

No free collection of documents was at hand, so this is an estimate from two lists of frequencies: words of the web and words of
American prose and business news, half and half. Words come in bursts, so that a document of 300 words of which the frequency promises
one holds it less often than not; the share below stands for that.
"""
import collections
import functools
import gzip
import io
import json
import math
import pickle
import re

from .packages import read_wheel_bytes
from .rows import GENERATED

FILES = ("words/background.tsv",)

WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
DOCUMENTS = 1_000_000
# Running words of the average document, and how many of them repeat what the document has said already.
LENGTH = 300
BURSTS = 2
# Rarer words are as good as unknown ones.
LEAST_DOCUMENTS = 100


class Counts(dict):
    """Stands for the class of the pickled tables, which are dictionaries."""


class Unpickler(pickle.Unpickler):
    """Reads tables of counts, and refuses anything else that a pickle could hold."""

    def find_class(self, module, name):
        if (module, name) == ("nltk.probability", "FreqDist"):
            return Counts
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(f"{module}.{name}")


@functools.cache
def prose_tables():
    return Unpickler(io.BytesIO(read_wheel_bytes("truecase", "truecase/data/english.dist"))).load()


def prose_words():
    """word in lower case -> probability."""
    counts = collections.Counter()
    for form, count in prose_tables()["uni_dist"].items():
        counts[form.lower()] += count
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items()}


def web_words():
    data = gzip.decompress(read_wheel_bytes("spacy-lookups-data", "spacy_lookups_data/data/en_lexeme_prob.json.gz"))
    result = collections.defaultdict(float)
    for form, logarithm in json.loads(data).items():
        result[form.lower()] += math.exp(logarithm)
    return result


def documents(probability):
    return round(DOCUMENTS * -math.expm1(-LENGTH / BURSTS * probability))


def build():
    prose, web = prose_words(), web_words()
    rows = {}
    for word in set(prose) | set(web):
        if WORD.fullmatch(word):
            rows[word] = documents((prose.get(word, 0) + web.get(word, 0)) / 2)
    rows = {word: count for word, count in rows.items() if count >= LEAST_DOCUMENTS}
    lines = ["#! format sinotag-background 1", f"#! documents {DOCUMENTS}", "#! licence MIT AND Apache-2.0"]
    lines += ["#! source spacy-lookups-data 1.0.5 en_lexeme_prob", "#! source truecase 0.0.14 english.dist", GENERATED]
    lines.append("word\tdocuments")
    lines += [f"{word}\t{count}" for word, count in sorted(rows.items())]
    return [("words/background.tsv", "\n".join(lines) + "\n")]
