"""Names of companies: their words of law, their slips in the sources, the shorter names that newspapers print."""
import re

from .rows import plain

LEGAL_WORDS = set("co ltd limited inc incorporated corp corporation company plc group holdings holding".split())

LEGAL_ENDING = re.compile(
    r"[\s,]+(Co\., Ltd\.|Co\., Limited|Corp\., Ltd\.|Company Limited|Limited by Shares?|Public Limited Company|Limited Company|Joint[ -]Stock|Stock|Shares?|"
    r"Limited\.?|Ltd\.?|Incorporated|Incorporation|Inc\.?|Corporation|Corp\.?|Company|Co\.?|PLC\.?|S\.A\.|SA/NV|N\.V\.|S\.p\.A\.|(?:(?:SE|AG|GmbH) & Co\. )?KGaA|"
    r"Aktiengesellschaft|SE|AG|AB|ASA|Oyj|SA|NV|SpA)$", re.I)
LEGAL_INSIDE = re.compile(r"(.*?(?:Co\.|Company),? (?:Ltd|Inc)\.|.*? (?:Inc|Corporation)\.?(?: Ltd\.)?),? *([A-Z].*)")
GROUP_ENDING = re.compile(r"\s+(Group Holdings?|International Holdings?|Holdings?|Group)$", re.I)

# Words that the source writes in one, in capitals or with a slip.
REPAIRED = {
    "TangshanJidong": "Tangshan Jidong", "HoldingsNanhai": "Holdings Nanhai", "ShanDongDenghai": "Shandong Denghai",
    "ShenzhenJingQuanHua": "Shenzhen Jingquanhua", "ZhongDianXinLong": "Zhongdian Xinlong", "RealEstate": "Real Estate",
    "AutoPartsCo": "Auto Parts Co", "Technologyco": "Technology Co", "NewMaterials": "New Materials", "MedicalSystem": "Medical System",
    "CottonIndustrial": "Cotton Industrial", "JingDaMachine": "Jingda Machine", "JingPinTeZhuang": "Jingpin Tezhuang",
    "GuiZhouYongJi": "Guizhou Yongji", "BeijingABT": "Beijing ABT", "Academe": "Academy", "Jiiangsu": "Jiangsu", "Hu Bei": "Hubei",
    "Zhang Jia Gang": "Zhangjiagang", "NSFOCUS": "NSFocus", "SMARTGEN": "SmartGen", "SOFARSOLAR": "SofarSolar", "AUCMA": "Aucma", "EDICO": "Edico",
    "IECHO": "Iecho", "INESA": "Inesa", "TECON": "Tecon", "VATS": "Vats", "WELLE": "Welle", "ZETTA": "Zetta", "SUND": "Sund", "YUTO": "Yuto",
    "Sci.&Tech.": "Sci & Tech ", "Tech.Group": "Tech Group", "Al.Industrial": "Aluminum Industrial", "BELLA": "Bella", "SKSHU": "Skshu",
    "GETO": "Geto", "An Hui": "Anhui", "Cheng De": "Chengde", "Guang Dong": "Guangdong", "Hang Zhou": "Hangzhou", "Hu Nan": "Hunan",
    "Jiang Su": "Jiangsu", "Jiang Xi": "Jiangxi", "Ning Xia": "Ningxia", "Shan Dong": "Shandong", "Shang Hai": "Shanghai", "Shen Zhen": "Shenzhen",
    "Tian Jin": "Tianjin", "Yan Tian": "Yantian", "Zhang Jia Jie": "Zhangjiajie", "Zhe Jiang": "Zhejiang", "HONG RI DA": "Hongrida", "WEIli": "Weili",
    "Developmentco": "Development Co", "Stockco": "Stock Co", "Associatesco": "Associates Co", "Jointstock": "Joint-Stock", "Crop.": "Corp.",
    "Developent": "Development", "Technolgies": "Technologies", "Pectroleum": "Petroleum", "Eletronic": "Electronic", "Ux Ic": "UX IC",
    "BAMA TEA": "Bama Tea", "Aecc": "AECC", "Cec": "CEC", "Cetc": "CETC", "Cscec": "CSCEC", "Cofco": "COFCO", "Spic": "SPIC",
}

# Words in capitals that stay so, though they could be words or syllables.
ACRONYMS = {"HVAC", "CATARC"}


def pieces_of(form):
    """The letters and digits of a form, without what sources and newspapers write in different ways: case, accents, punctuation."""
    return re.findall("[a-z0-9]+", plain(form).lower().replace("&", " and ").replace("'", ""))


def key_of(form):
    """How forms are compared."""
    return " ".join(pieces_of(form.replace(".", "")))


def slug(name):
    """How a name stands in an id."""
    return "-".join(pieces_of(name))


def core_of(form):
    """How companies are compared: without the words of law, and without spaces, which sources put anywhere."""
    words = [word for word in key_of(form).split() if word not in LEGAL_WORDS]
    return "".join(words) or key_of(form).replace(" ", "")


def words_of(form):
    """The words of a form, without brackets and commas."""
    return [word for word in re.split(r"[\s(),]+", form) if re.search("[A-Za-z0-9]", word)]


def repair(name, words):
    """A legal name in ordinary spelling: spaces, brackets, capitals."""
    name = plain(name).replace("\u00b7", "").replace("Int'l.,", "International").replace("Int'l", "International")
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
    lower = core.lower()
    if lower in LEGAL_WORDS:
        return before + ("plc" if lower == "plc" else lower.capitalize()) + after
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
