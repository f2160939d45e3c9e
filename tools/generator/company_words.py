"""What a single word in the name of a company is: an English word, a place, a person's name, or one that only this company bears."""
import re

from .ambiguity import is_common_word
from .rows import DICTIONARIES, read_table, read_word_statistics
from .word_lists import read_words

# Words of industries that the word statistics lack, and that more than one company may bear.
INDUSTRY_WORDS = set("""
agrochemical agrochemicals biochemical biochemicals bioengineering biologic biologics biomedical biomedicine biopharm biopharma biopharmaceutical
biopharmaceuticals bioscience biosciences biotech biotechnologies biotechnology catv cogeneration coking condiment corrugating cryogenic desalination
ductile dyestuff dyestuffs electrification electrochemical electromechanical endoscope expressway expressways fastener fasteners fastening fertiliser
fertilisers fintech fisheries foodstuff foodstuffs forestry furnishing furnishings genomics geophysical germanium glasswork godown handbags hightech
hotmelt housewares husbandry hvac hydropower infotech insulator insulators interconnect interconnection irradiation kitchenware linkage manganese
mechatronics medicare meditech medtech mems metallurgical metallurgy metrology mfg microelectronic microelectronics microsystems molybdenum
newmaterials non-ferrous nonferrous nonwoven nonwovens oilfield oilless oncology ophthalmology opto-electronics optoelectronic optoelectronics
optronics organosilicon orthopaedic pawnshop petro-chemical petrochemical petrochemicals pharm pharmaceutics photoelectric photoelectricity
photoelectron photomask photonics photovoltaic photovoltaics polyester prefabricated purification realestate realty reclamation refractories
refrigerant refrigerating refrigeration reinsurance remediation semiconductor semiconductors shipbuilding shipyard specialities stationery superalloy
superconducting tantalum telecommunication textile textiles thermoelectric ultrasonic valve vanadium ventilator wafer waterworks wharf winery woolen
zirconium environtech hydroelectric agri agritech nonlinear transformers inverters pneumatic crankshaft parkway prefab windpower
""".split())

# Ordinary English words that the word statistics lack or know from other uses.
ORDINARY_WORDS = set("""
acetic acme allegro antelope anthracite apple azure bauhaus bonny bide bingo brite cableway cachet camelot canny canopus capitalonline cassava colibri
demeter elate ficus gingko googol greenway hydrogenated kingswood longhorn metalforming metron milkyway netcom pangaea partytime plutus riverine
silkroad truelove winson centenary chieftain cleanness conservancy consortium cosmo cosmopolitan dissemination dragonfly dreamland driveline edifier
elegance emperor eminence emporium empyrean equine epoch eureka evergreen exciton fantasia fluence foci frictional gala gambol gemini genesis glint
halo harmonious hello herald highland highlander homey hygienic imperium informatics intellectualized intermediary institute isotope jade kaolin
kingmaker kings lets lichen litho lotus lumina lustre mart masterwork megastar mercantile mustang north nova oasis olympic pagoda pearl pegasus peony
phoenix playmates plover prince provenance quarto regent regenerative royale safeway salubris seashore silvery splendor splendour starlite starlight
starry sterling sunlit sunray talant tarry tempus titan titans tonking touchstone tricolor tristate tycoon united vigour vita viva whirlpool
wintergreen zenith zeta omega sigma intl asia-pacific pan-asia cathay oversea giga tera chinese asian tibetan american japanese european british
german french korean russian thai indian malay african
""".split())

SMALL_WORDS = {"and", "&", "of", "for", "in", "the", "at", "to", "de", "by", "on", "with"}

# Places and peoples as prefixes of companies that the dictionaries of places write otherwise.
MORE_PLACES = set("""china hong kong hongkong asia pacific asia-pacific inner mongolia macau taiwan tianfu pearl river northeast northwest southwest southeast north
south east west central canton peking chang jiang yangtze huaihe guang ningbo-zhoushan hk prc sino greater bohai mainland guangdong-hong
american""".split())


def stems(word):
    """Simple singulars and infinitives."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield word[:-len(ending)] + instead


class Words:
    """What the word lists and the dictionaries know of single words."""

    def __init__(self, known):
        self.statistics = read_word_statistics()
        self.syllables = read_words("syllables_pinyin.tsv")
        self.surnames = read_words("surnames_chinese.tsv") | read_words("surnames_chinese_variants.tsv")
        self.names = self.syllables | self.surnames
        for file in ("first_names.tsv", "surnames_western.tsv", "surnames_asian.tsv", "syllables_other.tsv", "name_particles.tsv"):
            self.names |= read_words(file)
        cues = read_table(DICTIONARIES / "words" / "cue_words.tsv")
        self.acronyms = {word for word, classes in cues if "acronym-common" in classes.split("|")}
        self.place_heads = {word for word, classes in cues if "place-head" in classes.split("|")}
        self.places = {form for form, kinds in known.forms.items() if "place" in kinds and " " not in form} | MORE_PLACES

    def is_ordinary(self, word):
        """Whether a word is an English one, or says no more than one."""
        word = word.lower().strip(".")
        parts = [part for part in re.split("[-'/&.]", word) if part]
        if word in ORDINARY_WORDS or word in INDUSTRY_WORDS or word in SMALL_WORDS or word in self.acronyms:
            return True
        if len(parts) > 1:
            return all(self.is_ordinary(part) or part in self.places or len(part) < 3 for part in parts)
        spellings = [word] if word in self.statistics else stems(word)
        return any(is_common_word(spelling, self.statistics) for spelling in spellings)

    def is_place(self, word):
        return word.lower().strip(".") in self.places

    def is_name(self, word):
        return word.lower().strip(".").removesuffix("'s") in self.names

    def is_proper(self, word):
        """Whether a word is the name of a place or person and no ordinary one."""
        return not self.is_ordinary(word) and (self.is_name(word) or self.is_place(word))

    def is_pinyin(self, word):
        """Whether a word is a row of legal syllables."""
        word = word.lower().replace("'", "")
        ends = {0}
        for end in range(1, len(word) + 1):
            if any(start in ends and word[start:end] in self.syllables for start in range(max(0, end - 6), end)):
                ends.add(end)
        return len(word) in ends

    def is_distinctive(self, word):
        """Whether a word belongs to few names: neither English nor a place nor a person's name."""
        letters = re.sub("[^A-Za-z0-9]", "", word)
        if len(letters) < 3 or letters.isdigit():
            return False
        if self.is_ordinary(word) or self.is_place(word) or self.is_name(word):
            return False
        parts = [part for part in re.split("[-/&]", word) if part]
        return len(parts) < 2 or any(len(part) >= 3 and self.is_distinctive(part) for part in parts) or word.isupper()

    def is_coined(self, word):
        """Whether a single word can only be the name it is."""
        return (self.is_distinctive(word) and len(word) >= 5 and not self.is_pinyin(word) and word.lower() not in self.statistics
                and not word.endswith("'s"))

    def is_person(self, parts):
        """Whether a form could be the name of a Chinese person: a surname and syllables."""
        return (len(parts) in (2, 3) and parts[0].lower() in self.surnames
                and all(self.is_pinyin(part) or self.is_name(part) and not self.is_ordinary(part) for part in parts[1:]))

    def has_distinctive(self, words):
        return any(self.is_distinctive(word) for word in words)
