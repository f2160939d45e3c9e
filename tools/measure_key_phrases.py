#!/usr/bin/env python3
"""Scores the methods that rank key phrases and prints the table of docs/ACCURACY.md.

usage: measure_key_phrases.py GOLD_FOLDER [--command target/release/sinotag]

GOLD_FOLDER holds duc2001-dev.jsonl, inspec-dev.jsonl, semeval2017-dev.jsonl and 500n-dev.jsonl: lines of {"id", "text", "keyphrases"}.
The scores of the method `combined` are those of weights that were fitted to the same documents; tools/fit_key_phrases.py gives the
cross-validated ones. Needs snowballstemmer, scikit-learn and numpy, as that script does.
"""
import argparse
import json
import subprocess
from pathlib import Path

from fit_key_phrases import SETS, normal

METHODS = ["combined", "tf-idf", "yake", "single-rank", "position-rank"]


def scores(gold, phrases):
    """Micro F1 at 5, 10 and 15."""
    result = []
    for k in (5, 10, 15):
        hits = said = wanted = 0
        for document in gold:
            right = {normal(phrase) for phrase in document["keyphrases"]} - {""}
            found = list(dict.fromkeys(normal(p["text"]) for p in phrases.get(str(document["id"]), [])))[:k]
            hits += sum(phrase in right for phrase in found)
            said += len(found)
            wanted += len(right)
        result.append(200 * hits / max(1, said + wanted))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--command", default="target/release/sinotag")
    arguments = parser.parse_args()
    print("| F1 at 5 / 10 / 15 | " + " | ".join(SETS) + " |\n|---|" + "---:|" * len(SETS))
    for method in METHODS:
        cells = []
        for name in SETS:
            path = arguments.gold / f"{name}-dev.jsonl"
            # More than 15, since singular and plural may be one phrase after stemming.
            command = [arguments.command, "annotate", "--key-phrases", "20", "--key-phrase-method", method, str(path)]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            phrases = {record["id"]: record["key_phrases"] for record in map(json.loads, output.splitlines())}
            gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            cells.append(" / ".join(f"{score:.1f}" for score in scores(gold, phrases)))
        print(f"| {method} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
