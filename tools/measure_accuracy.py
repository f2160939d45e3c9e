#!/usr/bin/env python3
"""Measures sinotag on annotated articles and prints the tables of docs/ACCURACY.md.

usage: measure_accuracy.py GOLD_FOLDER [--spacy FOLDER] [--command target/release/sinotag] > tables.md

GOLD_FOLDER holds economy-dev.jsonl and newswire-dev.jsonl: lines of {"id", "text", "part", "mentions"}. With --spacy, FOLDER holds
files of the same names that tools/predict_spacy.py wrote. Scores are those of `sinotag eval`: exact span and kind. Errors are
looked at in the part `tune` only. Python 3.11, standard library only.
"""
import argparse
import collections
import json
import subprocess
from pathlib import Path

SETS = {
    "economy": ["person", "organization", "place", "policy", "event"],
    "newswire": ["person", "organization", "place"],
}
PARTS = ["tune", "check"]

# What is switched off, and how the table calls it.
ABLATIONS = [
    ("everything on", []),
    ("without the dictionaries", ["--no-bundled"]),
    ("without person rules", ["--disable", "person-rules"]),
    ("without organization rules", ["--disable", "organization-rules"]),
    ("without place rules", ["--disable", "place-rules"]),
    ("without policy rules", ["--disable", "policy-rules"]),
    ("without event rules", ["--disable", "event-rules"]),
    ("without any rule", ["--disable", "person-rules,organization-rules,place-rules,policy-rules,event-rules"]),
    ("without support for ambiguous forms", ["--disable", "context"]),
    ("without acronyms in brackets", ["--disable", "acronym-in-brackets"]),
    ("without short names", ["--disable", "short-name"]),
    ("without consistency", ["--disable", "same-name"]),
    ("without any document pass", ["--disable", "context,acronym-in-brackets,short-name,same-name"]),
]


class Measurement:
    def __init__(self, arguments):
        self.command = arguments.command
        self.gold = Path(arguments.gold)
        self.spacy = Path(arguments.spacy) if arguments.spacy else None

    def file(self, name):
        return self.gold / f"{name}-dev.jsonl"

    def scores(self, name, part, options=()):
        """What `sinotag eval` says of one part of a set."""
        command = [self.command, "eval", "--json", "--part", part, "--kinds", ",".join(SETS[name]), *options, str(self.file(name))]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def documents(self, name, part):
        lines = self.file(name).read_text(encoding="utf-8").splitlines()
        return [document for document in map(json.loads, lines) if document.get("part") == part]

    def predicted(self, documents):
        """id -> mentions, as sinotag finds them."""
        records = "\n".join(json.dumps({"id": str(d["id"]), "text": d["text"]}) for d in documents)
        command = [self.command, "annotate", "--from", "jsonl", "-"]
        output = subprocess.run(command, check=True, input=records, capture_output=True, text=True).stdout
        return {record["id"]: record["mentions"] for record in map(json.loads, output.splitlines())}


KIND_OF_LABEL = {"per": "person", "org": "organization", "loc": "place", "gpe": "place", "fac": "place"}


def trimmed(text, mention):
    """(start, end, kind) without a leading "the" and a trailing possessive, as the scorer compares them."""
    start, end = mention["start"], mention["end"]
    kind = str(mention.get("kind", mention.get("label"))).lower()
    if text[start:end].lower().startswith("the "):
        start += 4
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    return start, end, KIND_OF_LABEL.get(kind, kind)


def f1(scores, kind):
    return f"{100 * scores[kind]['f1']:.1f}"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def print_scores(measured):
    print("## Scores\n")
    rows = []
    for name, kinds in SETS.items():
        parts = {part: measured.scores(name, part) for part in PARTS}
        spacy = {part: spacy_scores(measured, name, part) for part in PARTS} if measured.spacy else None
        for kind in [*kinds, "all"]:
            row = [name, kind]
            for part in PARTS:
                exact = parts[part][kind]
                row += [exact["gold"], *(f"{100 * exact[key]:.1f}" for key in ("precision", "recall", "f1"))]
                if spacy:
                    row.append(f"{100 * spacy[part][kind]:.1f}")
            rows.append(row)
    columns = ["gold", "P", "R", "F1"] + (["spaCy F1"] if measured.spacy else [])
    table(["set", "kind", *(f"{part} {column}" for part in PARTS for column in columns)], rows)


def spacy_scores(measured, name, part):
    """kind -> F1 of the predictions of spaCy."""
    lines = (measured.spacy / measured.file(name).name).read_text(encoding="utf-8").splitlines()
    predicted = {str(record["id"]): record["mentions"] for record in map(json.loads, lines)}
    counts = collections.defaultdict(collections.Counter)
    for document in measured.documents(name, part):
        text = document["text"]
        gold = {trimmed(text, m) for m in document.get("mentions", document.get("entities"))}
        found = {trimmed(text, m) for m in predicted.get(str(document["id"]), [])}
        for kind in SETS[name]:
            for key, spans in (("found", found & gold), ("wrong", found - gold), ("missed", gold - found)):
                count = sum(span[2] == kind for span in spans)
                counts[kind][key] += count
                counts["all"][key] += count
    return {kind: 2 * c["found"] / max(1, 2 * c["found"] + c["wrong"] + c["missed"]) for kind, c in counts.items()}


def print_calibration(measured):
    print("## What confidence means\n")
    rows = []
    for name in SETS:
        for part in PARTS:
            bands = measured.scores(name, part)["calibration"]
            cells = [f"{100 * b['right']:.1f} % of {b['mentions']}" if b["mentions"] else "-" for b in bands[:3]]
            rows.append([f"{name} {part}", *cells])
    table(["right at confidence", "0.9 and above", "0.7 to 0.9", "0.5 to 0.7"], rows)


def print_ablation(measured):
    print("## What each part contributes\n")
    rows = []
    for title, options in ABLATIONS:
        cells = [f1(measured.scores(name, part, options), "all") for name in SETS for part in PARTS]
        rows.append([title, *cells])
    table(["F1 over all kinds", *(f"{name} {part}" for name in SETS for part in PARTS)], rows)


def print_errors(measured):
    print("## Errors by class, in the part that was looked at\n")
    rows = []
    for name, kinds in SETS.items():
        documents = measured.documents(name, "tune")
        predicted = measured.predicted(documents)
        counts = collections.defaultdict(collections.Counter)
        for document in documents:
            text = document["text"]
            gold = {trimmed(text, m) for m in document.get("mentions", document.get("entities"))}
            gold = {span for span in gold if span[2] in kinds}
            found = {span for span in (trimmed(text, m) for m in predicted[str(document["id"])]) if span[2] in kinds}
            for span in gold - found:
                counts[span[2]][error_class(span, found, "missed")] += 1
            for span in found - gold:
                if not any(span[0] < other[1] and other[0] < span[1] for other in gold):
                    counts[span[2]]["invented"] += 1
        for kind in kinds:
            c = counts[kind]
            rows.append([name, kind, c["missed"], c["cut or too long"], c["other kind"], c["invented"]])
    table(["set", "kind", "missed", "cut or too long", "other kind", "invented"], rows)


def error_class(span, others, otherwise):
    """How a gold mention that was not found exactly was found, if it was."""
    start, end, kind = span
    overlapping = [other for other in others if other[0] < end and start < other[1]]
    if any((s, e) == (start, end) for s, e, _ in overlapping):
        return "other kind"
    if any(k == kind for _, _, k in overlapping):
        return "cut or too long"
    return "other kind" if overlapping else otherwise


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", help="folder with economy-dev.jsonl and newswire-dev.jsonl")
    parser.add_argument("--spacy", help="folder with predictions of spaCy under the same names")
    parser.add_argument("--command", default="target/release/sinotag", help="the sinotag command")
    measured = Measurement(parser.parse_args())
    print_scores(measured)
    print_calibration(measured)
    print_ablation(measured)
    print_errors(measured)


if __name__ == "__main__":
    main()
