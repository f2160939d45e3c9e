"""words/background.tsv: in how many of a million ordinary documents a word or pair of words occurs.

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
from .rows import DICTIONARIES, GENERATED, read_table

FILES = ("words/background.tsv",)

WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
DOCUMENTS = 1_000_000
# Running words of the average document, and how many of them repeat what the document has said already.
LENGTH = 300
BURSTS = 2
# Rarer words are as good as unknown ones, and pairs that occurred less often tell little.
LEAST_DOCUMENTS = 100
LEAST_PAIRS = 6


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


def nominal_words():
    """Words that are nouns or adjectives before anything else, as far as the list of parts of speech knows them."""
    return {word: letters for word, letters in read_table(DICTIONARIES / "words" / "parts_of_speech.tsv")}


def pairs():
    """"last year" -> probability: pairs that may be a phrase."""
    letters = nominal_words()
    counts = collections.Counter()
    total = sum(prose_tables()["uni_dist"].values())
    for pair, count in prose_tables()["forward_bi_dist"].items():
        first, _, second = pair.lower().partition("_")
        if WORD.fullmatch(first) and WORD.fullmatch(second) and len(first) > 1 and len(second) > 1:
            if letters.get(first, "N")[0] in "NJDGRM" and "N" in letters.get(second, "N"):
                counts[f"{first} {second}"] += count
    return {pair: count / total for pair, count in counts.items() if count >= LEAST_PAIRS}


def build():
    prose, web = prose_words(), web_words()
    rows = {}
    for word in set(prose) | set(web):
        if WORD.fullmatch(word):
            rows[word] = documents((prose.get(word, 0) + web.get(word, 0)) / 2)
    rows = {word: count for word, count in rows.items() if count >= LEAST_DOCUMENTS}
    rows |= {pair: documents(probability) for pair, probability in pairs().items()}
    lines = ["#! format sinotag-background 1", f"#! documents {DOCUMENTS}", "#! licence MIT AND Apache-2.0"]
    lines += ["#! source spacy-lookups-data 1.0.5 en_lexeme_prob", "#! source truecase 0.0.14 english.dist", GENERATED]
    lines.append("term\tdocuments")
    lines += [f"{term}\t{count}" for term, count in sorted(rows.items())]
    return [("words/background.tsv", "\n".join(lines) + "\n")]
