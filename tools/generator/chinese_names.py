"""Chinese names of divisions: what they consist of and how newspapers write the parts in English."""
from .rows import plain

# First two digits of the code -> English name, ISO 3166-2 letters, subkind. Hong Kong, Macao and Taiwan have no subdivision row
# in GeoNames: their ids stand here.
PROVINCES = {
    "11": ("Beijing", "BJ", "municipality"), "12": ("Tianjin", "TJ", "municipality"), "13": ("Hebei", "HE", "province"),
    "14": ("Shanxi", "SX", "province"), "15": ("Inner Mongolia", "NM", "autonomous-region"), "21": ("Liaoning", "LN", "province"),
    "22": ("Jilin", "JL", "province"), "23": ("Heilongjiang", "HL", "province"), "31": ("Shanghai", "SH", "municipality"),
    "32": ("Jiangsu", "JS", "province"), "33": ("Zhejiang", "ZJ", "province"), "34": ("Anhui", "AH", "province"),
    "35": ("Fujian", "FJ", "province"), "36": ("Jiangxi", "JX", "province"), "37": ("Shandong", "SD", "province"),
    "41": ("Henan", "HA", "province"), "42": ("Hubei", "HB", "province"), "43": ("Hunan", "HN", "province"),
    "44": ("Guangdong", "GD", "province"), "45": ("Guangxi", "GX", "autonomous-region"), "46": ("Hainan", "HI", "province"),
    "50": ("Chongqing", "CQ", "municipality"), "51": ("Sichuan", "SC", "province"), "52": ("Guizhou", "GZ", "province"),
    "53": ("Yunnan", "YN", "province"), "54": ("Tibet", "XZ", "autonomous-region"), "61": ("Shaanxi", "SN", "province"),
    "62": ("Gansu", "GS", "province"), "63": ("Qinghai", "QH", "province"), "64": ("Ningxia", "NX", "autonomous-region"),
    "65": ("Xinjiang", "XJ", "autonomous-region"), "71": ("Taiwan", "1668284", "province"),
    "81": ("Hong Kong", "1819730", "special-administrative-region"), "82": ("Macao", "1821275", "special-administrative-region"),
}

# Chinese class ending, subkind, English class word; longer endings stand before the shorter ones they contain.
ENDINGS = [
    ("自治县", "autonomous-county", "Autonomous County"), ("自治旗", "autonomous-banner", "Autonomous Banner"),
    ("自治州", "autonomous-prefecture", "Autonomous Prefecture"), ("矿区", "district", "Mining District"),
    ("地区", "prefecture", "Prefecture"), ("新区", "district", "New Area"), ("特区", "special-district", "Special District"),
    ("林区", "forestry-district", "Forestry District"), ("市", "city", "City"), ("区", "district", "District"),
    ("县", "county", "County"), ("盟", "league", "League"), ("旗", "banner", "Banner"),
]

# Districts where a longer ending is really part of the name: 北林区 is Beilin District, 清新区 is Qingxin District.
ENDINGS_BY_CODE = {"231202": "区", "610103": "区", "230751": "区", "441803": "区"}

# The names of the peoples, as newspapers write them, longest first where one begins another.
PEOPLES = {
    "维吾尔": "Uygur", "哈萨克": "Kazak", "柯尔克孜": "Kirgiz", "塔吉克": "Tajik", "朝鲜族": "Korean", "蒙古族": "Mongolian", "蒙古": "Mongolian",
    "土家族": "Tujia", "苗族": "Miao", "侗族": "Dong", "瑶族": "Yao", "壮族": "Zhuang", "布依族": "Bouyei", "彝族": "Yi", "哈尼族": "Hani",
    "傣族": "Dai", "景颇族": "Jingpo", "傈僳族": "Lisu", "藏族": "Tibetan", "羌族": "Qiang", "回族": "Hui", "白族": "Bai", "满族": "Manchu",
    "畲族": "She", "黎族": "Li", "水族": "Shui", "仡佬族": "Gelao", "毛南族": "Maonan", "仫佬族": "Mulao", "拉祜族": "Lahu", "佤族": "Va",
    "布朗族": "Blang", "纳西族": "Naxi", "普米族": "Pumi", "独龙族": "Derung", "怒族": "Nu", "裕固族": "Yugur", "保安族": "Bonan", "东乡族": "Dongxiang",
    "撒拉族": "Salar", "土族": "Tu", "锡伯": "Xibe", "达斡尔族": "Daur", "鄂温克族": "Evenki", "各族": "Multi-ethnic", "哈萨克族": "Kazak",
}
# Peoples that newspapers write in two ways.
OTHER_SPELLINGS = {"Kazak": "Kazakh", "Kirgiz": "Kyrgyz", "Mongolian": "Mongol", "Bouyei": "Buyi", "Uygur": "Uyghur", "Va": "Wa"}


def split_people(stem):
    """白沙黎族 -> (白沙, [Li])."""
    found = []
    while True:
        for people in sorted(PEOPLES, key=len, reverse=True):
            if stem.endswith(people) and len(stem) - len(people) >= 1 and not (len(stem) - len(people) < 2 and not found):
                found.insert(0, PEOPLES[people])
                stem = stem[:-len(people)]
                break
        else:
            return stem, found


def analyse(code, name_zh):
    """(stem, peoples, subkind, English class word) of a Chinese name."""
    ending = ENDINGS_BY_CODE.get(code)
    for suffix, subkind, word in ENDINGS:
        if (ending is None and name_zh.endswith(suffix) and len(name_zh) > len(suffix)) or suffix == ending:
            stem = name_zh[:-len(suffix)]
            peoples = []
            if subkind.startswith("autonomous") or stem.endswith("族"):
                stem, peoples = split_people(stem)
            return stem, peoples, subkind, word
    return name_zh, [], "county", "County"


def spell(syllable):
    """The library writes ü as v: lv -> lu, nv -> nu, as newspapers do."""
    return plain(syllable).replace("v", "u")


def join_syllables(parts):
    """The official joining: an apostrophe before a, e, o inside a word."""
    word = ""
    for part in parts:
        if word and part[0] in "aeo":
            word += "'"
        word += part
    return word.capitalize()
