#!/usr/bin/env python3
"""Draws an annotated text as an SVG picture: the text with its mentions, a legend, a table of linked entities.

    target/release/sinotag annotate docs/example.txt |
        python3 tools/draw_example.py docs/example.txt -o docs/example.svg

    python3 tools/draw_example.py TEXT                         # JSON from standard input, SVG to standard output
    python3 tools/draw_example.py TEXT JSON -o SVG             # JSON from a file
    python3 tools/draw_example.py TEXT JSON -o SVG --width 720

TEXT is a plain text file (UTF-8) and JSON the one line that `sinotag annotate TEXT` prints for it, with its default
offsets (code points). In the picture a line break of TEXT is a space and an empty line starts a new paragraph. The
same input gives the same bytes. Exit status: 0 done; 1 the two files do not belong together or cannot be read.

The picture is a light card with colours of its own, so it looks the same on a white and on a dark page; each kind
has a colour and a written label, so nothing depends on the colour alone. Lines are broken by the advance widths of
Arial, Helvetica and Liberation Sans, and every piece of text states its length (`textLength`), so that a viewer
that falls back to another font squeezes it into the same place.

Python 3.11, standard library only.
"""
import argparse
import dataclasses
import itertools
import json
import re
import sys
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

# ---------------------------------------------------------------------------------------------------- appearance

FONTS = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
CARD, CARD_EDGE, RULE = "#ffffff", "#c4cad1", "#dde1e6"
INK, FAINT_INK = "#1b1f24", "#545d68"


@dataclasses.dataclass(frozen=True)
class Style:
    """How the mentions of a kind look: the label, the background, and the colour of its edge and label."""

    label: str
    fill: str
    edge: str


# Tints and shades of the colours of Okabe and Ito, which stay apart under the common kinds of colour blindness.
STYLES = {
    "organization": Style("ORG", "#c6eefb", "#004f80"),
    "place": Style("PLACE", "#7fcdac", "#00523c"),
    "person": Style("PERSON", "#f0be78", "#7a3d00"),
    "policy": Style("POLICY", "#d9b8e6", "#7d2a5c"),
    "event": Style("EVENT", "#fdf88c", "#5c5300"),
}

WIDTH = 880
MARGIN = 28
TEXT_SIZE, LINE_HEIGHT, PARAGRAPH_GAP = 17, 46, 8
LABEL_SIZE = 9
BOX_ASCENT, BOX_DESCENT = 17, 18  # from the base line to the top and the bottom of the background
LABEL_DROP = 14  # from the base line of the text to that of the label
BOX_PADDING, BOX_RADIUS, BOX_GAP = 5, 5, 1  # the gap keeps brackets and quotation marks off the edge
TABLE_SIZE, ROW_HEIGHT, ROW_GAP, COLUMN_GAP = 13, 17, 10, 20
HEADS = ("Mentions", "Kind", "Entity", "Chinese name")
NARROWEST, NARROWEST_COLUMN = 640, 120
LONGEST_WORD = 40  # characters; anything longer is broken

# --------------------------------------------------------------------------------------------------- text widths

# Advance widths of the printable ASCII characters, from the space on, in thousandths of the font size.
ASCII_WIDTHS = [int(width) for width in """
    278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278
    556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556
    1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
    667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
    333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556
    556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
""".split()]
OTHER_WIDTHS = {"‘": 222, "’": 222, "“": 333, "”": 333, "–": 556, "—": 1000, "…": 1000, "•": 350, "·": 333}
UNKNOWN_WIDTH = 600
BOLD_FACTOR = 1.08


def width_of(text, size, bold=False):
    """The width of a text, in pixels."""
    thousandths = 0
    for character in text:
        base = unicodedata.normalize("NFD", character)[0]
        if " " <= base <= "~":
            thousandths += ASCII_WIDTHS[ord(base) - ord(" ")]
        elif unicodedata.east_asian_width(character) in "WF":
            thousandths += 1000
        elif not unicodedata.combining(character):
            thousandths += OTHER_WIDTHS.get(character, UNKNOWN_WIDTH)
    return thousandths / 1000 * size * (BOLD_FACTOR if bold else 1)


# --------------------------------------------------------------------------------------------------------- input

class InputError(Exception):
    """The text and the annotation cannot be drawn; the message says why."""


def read_text(path):
    """The text of a file as sinotag counts it: line ends kept, a byte order mark dropped."""
    return Path(path).read_bytes().decode("utf-8-sig")


def read_mentions(line, text):
    """The mentions of a line of JSON, checked against the text."""
    try:
        mentions = json.loads(line)["mentions"]
    except json.JSONDecodeError as error:
        raise InputError(f"the annotation is not one line of JSON: {error}") from error
    except (KeyError, TypeError) as error:
        raise InputError("the annotation has no field `mentions`") from error
    end = 0
    for mention in mentions:
        if text[mention["start"]:mention["end"]] != mention["text"]:
            raise InputError(f"the text has no {mention['text']!r} at {mention['start']}: is it the annotated file?")
        if mention["start"] < end:
            raise InputError(f"{mention['text']!r} at {mention['start']} overlaps the mention before it")
        if mention["kind"] not in STYLES:
            raise InputError(f"no colour for the kind {mention['kind']!r}")
        end = mention["end"]
    return mentions


# -------------------------------------------------------------------------------------------------- line breaking

@dataclasses.dataclass
class Run:
    """A piece of one line: plain text, or a mention or the part of it that stands on the line."""

    text: str
    mention: dict | None
    opens: bool = False  # the mention starts here,
    closes: bool = False  # and it ends here

    def inset(self):
        """The room on each side of the text of a mention."""
        if not self.mention:
            return 0
        label = width_of(STYLES[self.mention["kind"]].label, LABEL_SIZE, bold=True) if self.opens else 0
        return BOX_GAP + BOX_PADDING + max(0, label - width_of(self.text, TEXT_SIZE)) / 2

    def width(self):
        return width_of(self.text, TEXT_SIZE) + 2 * self.inset()


def words_of(text):
    """Start and end of all words, paragraph by paragraph. A wide character (Chinese, Japanese) is a word of itself."""
    wide = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
    word = re.compile(rf"[{wide}]|[^\s{wide}]{{1,{LONGEST_WORD}}}")
    breaks = [match.span() for match in re.finditer(r"(?:\r?\n[^\S\n]*){2,}", text)]
    starts = [0] + [end for _, end in breaks]
    ends = [start for start, _ in breaks] + [len(text)]
    for start, end in zip(starts, ends):
        if words := [match.span() for match in word.finditer(text, start, end)]:
            yield words


def runs_of(text, mentions, start, end):
    """Cuts a stretch of the text at the borders of its mentions."""
    runs, position = [], start
    for mention in mentions:
        if mention["end"] <= start or mention["start"] >= end:
            continue
        first, last = max(start, mention["start"]), min(end, mention["end"])
        if first > position:
            runs.append(Run(text[position:first], None))
        runs.append(Run(text[first:last], mention, first == mention["start"], last == mention["end"]))
        position = last
    if position < end:
        runs.append(Run(text[position:end], None))
    for run in runs:
        run.text = re.sub(r"\s+", " ", run.text)
    return runs


def lines_of(text, mentions, words, width):
    """Breaks one paragraph into lines, each a list of runs."""
    start, end = words[0]
    for word_start, word_end in words[1:]:
        longer = runs_of(text, mentions, start, word_end)
        if sum(run.width() for run in longer) > width:
            yield runs_of(text, mentions, start, end)
            start = word_start
        end = word_end
    yield runs_of(text, mentions, start, end)


# ----------------------------------------------------------------------------------------------------------- SVG

def number(value):
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def element(name, content=None, **attributes):
    """One element; underscores of attribute names stand for hyphens, floats are shortened."""
    written = "".join(
        f" {key.replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def printable(text):
    """The text as XML, characters that XML forbids replaced."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text))


def text_at(x, y, text, size, fill=INK, bold=False):
    """A text whose first character starts at x; white space around it only takes room."""
    x += width_of(text[:len(text) - len(text.lstrip())], size, bold)
    text = text.strip()
    if not text:
        return ""
    style = {"font_weight": "bold"} if bold else {}
    length = width_of(text, size, bold)
    return element("text", printable(text), x=x, y=y, font_size=size, fill=fill, **style,
                   textLength=length, lengthAdjust="spacingAndGlyphs")


def box(x, y, width, height, style, opens=True, closes=True):
    """The background of a mention; a side where the mention goes on in another line has square corners."""
    left, right = (BOX_RADIUS if opens else 0), (BOX_RADIUS if closes else 0)
    outline = [
        f"M{number(x + left)} {number(y)}",
        f"h{number(width - left - right)}",
        f"a{right} {right} 0 0 1 {right} {right}",
        f"v{number(height - 2 * right)}",
        f"a{right} {right} 0 0 1 {-right} {right}",
        f"h{number(left + right - width)}",
        f"a{left} {left} 0 0 1 {-left} {-left}",
        f"v{number(2 * left - height)}",
        f"a{left} {left} 0 0 1 {left} {-left}z",
    ]
    return element("path", d="".join(outline), fill=style.fill, stroke=style.edge, stroke_opacity=0.45)


def draw_paragraphs(text, mentions, y, width):
    """The text. Every draw_ function gives its elements and the y below them."""
    drawn = []
    for words in words_of(text):
        for line in lines_of(text, mentions, words, width):
            x, base = MARGIN, y + BOX_ASCENT
            for run in line:
                if run.mention:
                    style = STYLES[run.mention["kind"]]
                    left, box_width, height = x + BOX_GAP, run.width() - 2 * BOX_GAP, BOX_ASCENT + BOX_DESCENT
                    drawn.append(box(left, base - BOX_ASCENT, box_width, height, style, run.opens, run.closes))
                    if run.opens:
                        label_width = width_of(style.label, LABEL_SIZE, bold=True)
                        label_x = x + (run.width() - label_width) / 2
                        drawn.append(text_at(label_x, base + LABEL_DROP, style.label, LABEL_SIZE, style.edge, bold=True))
                drawn.append(text_at(x + run.inset(), base, run.text, TEXT_SIZE))
                x += run.width()
            y += LINE_HEIGHT
        y += PARAGRAPH_GAP
    return drawn, y - PARAGRAPH_GAP - (LINE_HEIGHT - BOX_ASCENT - BOX_DESCENT)


def draw_legend(y):
    """One swatch for each kind, with its label, and the name of the kind."""
    drawn, x, height = [], MARGIN, 18
    for kind, style in STYLES.items():
        label = width_of(style.label, LABEL_SIZE, bold=True)
        drawn.append(box(x, y, label + 2 * BOX_PADDING, height, style))
        drawn.append(text_at(x + BOX_PADDING, y + height / 2 + 3, style.label, LABEL_SIZE, style.edge, bold=True))
        x += label + 2 * BOX_PADDING + 7
        drawn.append(text_at(x, y + height / 2 + 4.5, kind, TABLE_SIZE, FAINT_INK))
        x += width_of(kind, TABLE_SIZE) + 24
    return drawn, y + height


def linked_entities(mentions):
    """(distinct surfaces, kind, id, Chinese name) of every linked entity, in the order of their first mentions."""
    entities = {}
    for mention in mentions:
        if entity := mention.get("entity"):
            row = entities.setdefault(entity["id"], ([], mention["kind"], entity.get("name_zh")))
            surface = " ".join(mention["text"].split())
            if surface not in row[0]:
                row[0].append(surface)
    return [(surfaces, kind, identity, chinese or "–") for identity, (surfaces, kind, chinese) in entities.items()]


def cell_lines(surfaces, width):
    """The surfaces of an entity, with commas, broken into lines."""
    words = ", ".join(surfaces).split(" ")
    lines = [words[0]]
    for word in words[1:]:
        if width_of(f"{lines[-1]} {word}", TABLE_SIZE) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def other_columns(rows):
    """The widths of all columns of the table but the first."""
    return [
        max(width_of(HEADS[column], TABLE_SIZE, bold=True), *(width_of(row[column], TABLE_SIZE) for row in rows))
        for column in (1, 2, 3)
    ]


def narrowest_table(rows):
    """The least width that the table needs."""
    return NARROWEST_COLUMN + sum(other_columns(rows)) + 3 * COLUMN_GAP if rows else 0


def draw_table(rows, y, width):
    """The linked entities; the first column takes the room that the others leave."""
    others = other_columns(rows)
    first = width - sum(others) - 3 * COLUMN_GAP
    columns = list(itertools.accumulate([first, *others[:-1]], lambda x, w: x + w + COLUMN_GAP, initial=MARGIN))
    drawn = [text_at(x, y + TABLE_SIZE, head, TABLE_SIZE, FAINT_INK, bold=True) for x, head in zip(columns, HEADS)]
    y += ROW_HEIGHT + ROW_GAP / 2
    for surfaces, kind, identity, chinese in rows:
        drawn.append(element("path", d=f"M{MARGIN} {number(y)}h{number(width)}", stroke=RULE))
        y += ROW_GAP / 2
        lines = cell_lines(surfaces, first)
        for offset, line in enumerate(lines):
            drawn.append(text_at(columns[0], y + TABLE_SIZE + offset * ROW_HEIGHT, line, TABLE_SIZE))
        drawn.append(text_at(columns[1], y + TABLE_SIZE, kind, TABLE_SIZE, STYLES[kind].edge))
        drawn.append(text_at(columns[2], y + TABLE_SIZE, identity, TABLE_SIZE, FAINT_INK))
        drawn.append(text_at(columns[3], y + TABLE_SIZE, chinese, TABLE_SIZE))
        y += len(lines) * ROW_HEIGHT + ROW_GAP / 2
    return drawn, y - ROW_GAP / 2


def draw(text, mentions, card_width):
    """The whole picture, as wide as asked for, or as the legend and the table need."""
    rows = linked_entities(mentions)
    card_width = max(card_width, NARROWEST, round(narrowest_table(rows)) + 2 * MARGIN)
    width = card_width - 2 * MARGIN
    paragraphs, y = draw_paragraphs(text, mentions, MARGIN, width)
    legend, y = draw_legend(y + 22)
    table, y = draw_table(rows, y + 24, width) if rows else ([], y)
    height = y + MARGIN
    title = element("title", "Text with tagged mentions", id="title")
    listed = "; ".join(f"{' '.join(mention['text'].split())}: {mention['kind']}" for mention in mentions)
    description = element("desc", printable(listed), id="description")
    card = element("rect", x=0.5, y=0.5, width=card_width - 1, height=height - 1, rx=10, fill=CARD, stroke=CARD_EDGE)
    body = "\n".join(filter(None, [title, description, card, *paragraphs, *legend, *table]))
    return element(
        "svg", f"\n{body}\n", xmlns="http://www.w3.org/2000/svg", width=card_width, height=height,
        viewBox=f"0 0 {number(card_width)} {number(height)}", font_family=FONTS, role="img",
        aria_labelledby="title description",
    ) + "\n"


# ---------------------------------------------------------------------------------------------------------- main

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("text", metavar="TEXT", help="plain text file")
    parser.add_argument("json", metavar="JSON", nargs="?", default="-",
                        help="what `sinotag annotate TEXT` printed; `-` or none is standard input")
    parser.add_argument("-o", "--output", metavar="SVG", help="file to write instead of standard output")
    parser.add_argument("--width", type=int, default=WIDTH,
                        help="least width of the picture in pixels [default: %(default)s]")
    arguments = parser.parse_args()
    try:
        text = read_text(arguments.text)
        line = sys.stdin.buffer.read() if arguments.json == "-" else Path(arguments.json).read_bytes()
        picture = draw(text, read_mentions(line.decode("utf-8"), text), arguments.width).encode("utf-8")
        if arguments.output:
            Path(arguments.output).write_bytes(picture)
        else:
            sys.stdout.buffer.write(picture)
    except (InputError, OSError, UnicodeDecodeError) as error:
        sys.exit(f"draw_example.py: {error}")


if __name__ == "__main__":
    main()
