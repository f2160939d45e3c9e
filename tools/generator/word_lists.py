"""What the builders of word lists share: read a list, apply its corrections, write it."""
import sys

from .rows import DICTIONARIES, GENERATED, OVERRIDES, read_overrides, read_table


def read_words(file):
    """The first column of a word list, in lower case."""
    return {row[0].lower() for row in read_table(DICTIONARIES / "words" / file)}


def apply_word_overrides(file, characters):
    """Corrects a map of words to their characters ("" where a list has none) by dictionaries/overrides/words_FILE, if it exists.

    `add` adds a word, with the value as its characters; `remove` drops it; `word` writes it in another way; `characters`
    replaces the characters. A correction that changes nothing is an error, so that none outlives its reason.
    """
    overrides = f"words_{file}"
    if not (OVERRIDES / overrides).exists():
        return characters
    result = dict(characters)
    for word, changes in read_overrides(overrides).items():
        for field, value in changes:
            if (field == "add") == (word in result):
                sys.exit(f"generate: {overrides}: {field} {word}: the word is {'' if word in result else 'not '}in the list")
            if field in ("add", "characters") and result.get(word) != value:
                result[word] = value
            elif field == "word" and value not in result:
                result[value] = result.pop(word)
            elif field == "remove":
                del result[word]
            else:
                sys.exit(f"generate: {overrides}: cannot apply {field} {value} to {word}")
    return result


def write_word_list(file, word_class, columns, rows, sources, licence):
    """(file, text) of a word list."""
    lines = ["#! format sinotag-words 1"]
    if word_class:
        lines.append(f"#! class {word_class}")
    lines.append(f"#! licence {licence}")
    lines += [f"#! source {source}" for source in sources]
    lines += [GENERATED, "\t".join(columns)]
    lines += ["\t".join(str(value) for value in row) for row in sorted(rows)]
    return f"words/{file}", "\n".join(lines) + "\n"


def write_plain_list(file, word_class, words, sources, licence):
    """A word list of one column, corrected."""
    corrected = apply_word_overrides(file, dict.fromkeys(words, ""))
    return write_word_list(file, word_class, ["word"], [[word] for word in corrected], sources, licence)
