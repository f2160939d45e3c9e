"""Forms of companies: which of them stand alone, and which count only with support from their context."""
import collections

from .company_names import LEGAL_ENDING, key_of, shorter_names, words_of
from .company_words import MORE_PLACES

# Words at the end of a name that make it the name of a company, whatever stands before them.
SURE_HEADS = {"holding", "holdings", "bancorp", "securities", "pharmaceutical", "pharmaceuticals", "biotherapeutics", "biopharmaceuticals",
              "therapeutics", "reit"}

# The same, if at least two words stand before them ("Focus Group" is no company).
GROUP_HEADS = {"group", "corporation"}

# The same, if one of at least two words before them is a name, though of a person ("New Information Technology" is no company).
INDUSTRY_HEADS = set("""
airlines bank biopharma biopharmaceutical biotech biotechnology brewery broadcasting chemical chemicals electronics enterprises expressway industries
instruments insurance investments machinery microelectronics optoelectronics petrochemical pharma publishing semiconductor semiconductors shipbuilding
software technologies technology""".split())

# Words that end the subject of a headline as often as a name.
THEMES = set("construction development energy industrial industry investment management media power tourism trade".split())

# Words at the front of a name that only companies of one group bear, if two more words follow.
SURE_FRONTS = ("china merchants ", "china resources ", "china overseas ", "china southern power grid ", "china national ", "china coal ",
               "china communications services", "china state construction ", "china railway ", "china petroleum engineering", "beijing enterprises ")

# Places of two words, which say no more than one.
LONG_PLACES = ("Hong Kong", "Inner Mongolia", "Asia Pacific")


def units(parts):
    """The words, each of the long places as one."""
    joined = " ".join(parts)
    for place in LONG_PLACES:
        joined = joined.replace(place, place.replace(" ", "_"))
    return joined.split()


class Weigher:
    """Decides which forms of a company stand alone."""

    def __init__(self, known, words, companies):
        self.known, self.words = known, words
        self.bearers = collections.Counter(word.lower() for company in companies for word in set(words_of(company.base)))

    def belongs_to_others(self, form):
        """Kinds that a form has in the other dictionaries."""
        return self.known.forms.get(key_of(form), set())

    def is_sure(self, form):
        """Whether a form says by itself that it is this company."""
        parts = words_of(form)
        if self.belongs_to_others(form):
            return False
        if len(parts) == 1:
            return self.words.is_coined(parts[0])
        if self.words.is_person(parts):
            return False
        return bool(LEGAL_ENDING.search(form)) or self.words.has_distinctive(parts) or self.has_sure_word(form) or self.is_long_enough(form)

    def has_sure_word(self, form):
        """Whether ordinary words are those of a company: "Bank of Xi'an", "Cathay Securities", "Smith & Sons"."""
        parts = words_of(form)
        last, lower = parts[-1].lower(), " ".join(parts).lower()
        if last in SURE_HEADS or lower.endswith("real estate investment trust") or lower.startswith(("bank of ", *SURE_FRONTS)):
            return True
        if last == "bank" and any(self.words.is_proper(part) for part in parts[:-1]):
            return True
        return "&" in form.split() and any(self.words.is_proper(part) for part in parts)

    def is_long_enough(self, form):
        """Whether ordinary words are too many, and too much like a company's, for a phrase."""
        parts = words_of(form)
        last = parts[-1].lower()
        if len(units(parts)) < 3:
            return False
        named = any(self.words.is_proper(word) and not self.words.is_place(word) for word in parts[:-1])
        if last in GROUP_HEADS or named and last in INDUSTRY_HEADS or " ".join(parts).lower().endswith(("iron & steel", "iron and steel")):
            return True
        # "Anhui Golden Seed Winery": a city and three words more are no phrase. "China Animal Husbandry Industry" and "Jiangsu New
        # Energy Development" are.
        city = self.words.is_proper(parts[0]) and parts[0].lower() not in MORE_PLACES
        if len(parts) < 4 or not city or last in self.words.place_heads or ")" in form:
            return False
        return last not in THEMES or any(self.words.is_proper(part) for part in parts[1:])

    def is_worth_a_mark(self, form):
        """Whether a form says enough to be looked up at all: a single word that is not coined, or "Future World", does not."""
        parts = words_of(form)
        if len(parts) < 2:
            return self.is_sure(form)
        return len(parts) > 2 or not all(self.words.is_ordinary(part) or self.words.is_place(part) for part in parts) or self.is_sure(form)

    def newspaper_name(self, base, taken):
        """The shortest of the names of a company that is sure; if none is, the one without "Holdings"."""
        names = shorter_names(base)
        free = [name for name in reversed(names) if taken[key_of(name)] < 2 and not self.belongs_to_others(name)]
        distinctive = [name for name in free if len(words_of(name)) > 1 and self.words.has_distinctive(words_of(name))]
        sure = [name for name in free if self.is_sure(name)]
        return (distinctive or sure or names)[0]

    def without_place(self, name):
        """The name without the city or province in front, if what is left is as clear; otherwise nothing."""
        parts = name.split(" ")
        start = 0
        while start < len(parts) - 1:
            if start + 2 < len(parts) and " ".join(parts[start:start + 2]) in LONG_PLACES:
                start += 2
            elif self.words.is_place(parts[start]) and not self.words.is_ordinary(parts[start]):
                start += 1
            else:
                break
        rest = parts[start:]
        return " ".join(rest) if start and len(rest) > 1 and self.words.is_distinctive(rest[0]) else None

    def brand(self, name):
        """The one word of a name that is no other's, if the rest says only what the company does; otherwise nothing."""
        parts = words_of(self.without_place(name) or name)
        if len(parts) < 2 or not self.words.is_distinctive(parts[0]) or self.words.has_distinctive(parts[1:]):
            return None
        word = parts[0]
        if len(word) < 5 or not word.isalpha() or not word[0].isupper():
            return None
        known = word.lower() in self.words.statistics or word.lower() in self.known.words or self.bearers[word.lower()] > 1
        return None if known else word
