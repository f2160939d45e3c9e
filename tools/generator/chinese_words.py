"""The word lists of Chinese names: surnames, surnames in other spellings, syllables of given names."""
import ast
import collections
import csv

from .packages import load_library, read_wheel
from .word_lists import apply_word_overrides, read_words, write_plain_list, write_word_list

FILES = ("words/surnames_chinese.tsv", "words/surnames_chinese_variants.tsv", "words/syllables_given.tsv")

# Characters read in another way as surnames than as words, or in several ways; newspapers write ü in several ways too.
READINGS = {
    "乐": "le yue", "仇": "qiu", "区": "ou", "单": "shan", "卜": "bu", "吕": "lv lyu lü", "宓": "fu", "曾": "zeng", "朴": "piao",
    "查": "zha", "柏": "bai bo", "盖": "gai ge", "缪": "miao", "翟": "zhai", "薄": "bao bo", "覃": "qin", "解": "xie", "阚": "kan",
}

# A syllable counts as one of given names when the corpus has it so many times.
LEAST_COUNT = 30


def read_sinonym(file):
    """The rows of one of its tables, as dictionaries."""
    return list(csv.DictReader(read_wheel("sinonym", f"sinonym/data/{file}").splitlines()))


def readings_of(surname):
    """The pinyin of a surname in simplified characters: one or more words in lower case."""
    from pypinyin import lazy_pinyin
    return READINGS.get(surname, "".join(lazy_pinyin(surname))).split()


def read_surnames():
    """Pinyin in lower case -> the surnames written so."""
    result = collections.defaultdict(set)
    for row in read_sinonym("familyname_orcid.csv"):
        for reading in readings_of(row["surname"]):
            result[reading].add(row["surname"])
    return result


def read_other_spellings():
    """The spellings of surnames that are not their pinyin, in lower case."""
    from opencc import OpenCC
    simplify = OpenCC("t2s").convert
    module = ast.parse(read_wheel("name-variants", "name_variants/chinese_surnames.py"))
    table = next(ast.literal_eval(node.value) for node in module.body if isinstance(node, ast.AnnAssign))
    result = set()
    for surname, entry in table.items():
        readings = readings_of(simplify(surname))
        result.update(form for form in entry["forms"] if form.isascii() and form not in readings)
    # The other rows of this table are respellings by rule, which nobody need have used.
    attested = [row for row in read_sinonym("surname_romanizations.csv") if float(row["target_share"]) == 1]
    result.update(row["spelling"] for row in attested if row["spelling"] != row["mandarin_target"])
    return result


def read_given_syllables():
    """Syllables found often enough in given names, if they are pinyin."""
    counts = {row["syllable"]: int(row["initial_count"]) + int(row["final_count"]) for row in read_sinonym("given_position.csv")}
    legal = read_words("syllables_pinyin.tsv")
    return [syllable for syllable, count in counts.items() if count >= LEAST_COUNT and syllable in legal]


def build():
    load_library("pypinyin")
    load_library("opencc-python-reimplemented")
    both = ["sinonym 0.5.1 (Apache-2.0)", "name-variants 0.1.3 (MIT)"]
    surnames = {reading.capitalize(): "".join(sorted(names)) for reading, names in read_surnames().items()}
    surnames = apply_word_overrides("surnames_chinese.tsv", surnames)
    spellings = [spelling.capitalize() for spelling in read_other_spellings()]
    return [
        write_word_list("surnames_chinese.tsv", "surname-chinese", ["word", "characters"], surnames.items(), both, "Apache-2.0 AND MIT"),
        write_plain_list("surnames_chinese_variants.tsv", "surname-chinese-variant", spellings, both + ["hand-written"], "Apache-2.0 AND MIT"),
        write_plain_list("syllables_given.tsv", "syllable-given", read_given_syllables(), both[:1], "Apache-2.0"),
    ]
