#!/usr/bin/env python3
"""Fits the weights of src/keyphrase/method/weights.rs to documents with key phrases, and scores them by cross-validation.

usage: fit_key_phrases.py GOLD_FOLDER [--features target/release/examples/key_phrase_features] [--write] [--without FEATURE ...]

GOLD_FOLDER holds duc2001-dev.jsonl, inspec-dev.jsonl, semeval2017-dev.jsonl and 500n-dev.jsonl: lines of {"id", "text", "keyphrases"}.
A logistic regression tells key phrases from other candidates; each document has the same weight in its set, and the sets have those of
SETS, since the library reads news. Printed are micro F1 at 5, 10 and 15 after stemming, of documents that a fifth of the fits did not see.
With --write the weights fitted to all documents go into the source.

Needs numpy, scikit-learn and snowballstemmer. `cargo build --release --example key_phrase_features` makes the other half.
"""
import argparse
import collections
import functools
import json
import re
import subprocess
from pathlib import Path

import numpy
import snowballstemmer
from sklearn.linear_model import LogisticRegression

# Set -> its weight: news that editors marked counts most; the crowd of 500N marked any word that carries meaning.
SETS = {"duc2001": 4.0, "inspec": 1.0, "semeval2017": 2.0, "500n": 1.0}
FOLDS = 5
TARGET = Path(__file__).resolve().parent.parent / "src/keyphrase/method/weights.rs"

# Documents of about 250 words, by the logarithm: there the second weight of each feature is of no account.
USUAL_LENGTH = 5.5
# From this share of names on a document counts as news.
MANY_NAMES = 0.3
# These two stand for the document, not for the phrase: only their products with features of phrases tell anything.
OF_DOCUMENT = ("length", "names")
# A phrase that is part of a better one keeps this share of its score, as in combined.rs.
REPEATED = 0.6

stem = functools.lru_cache(None)(snowballstemmer.stemmer("porter").stemWord)


def normal(phrase):
    return " ".join(stem(word) for word in re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", phrase.lower()))


class Document:
    def __init__(self, gold, found, names):
        self.gold = {normal(phrase) for phrase in gold} - {""}
        self.texts = [normal(phrase["text"]) for phrase in found]
        rows = [[value for _, value in phrase["features"]] for phrase in found]
        self.features = numpy.array(rows).reshape(len(rows), len(names))
        self.right = numpy.array([text in self.gold for text in self.texts], dtype=float)


def read(folder, command):
    """set -> documents, and the names of the features."""
    sets, names = {}, []
    for name in SETS:
        text = (folder / f"{name}-dev.jsonl").read_text(encoding="utf-8")
        output = subprocess.run([command], input=text, check=True, capture_output=True, text=True).stdout
        gold = [json.loads(line) for line in text.splitlines() if line.strip()]
        found = [json.loads(line)["phrases"] for line in output.splitlines()]
        names = names or [name for name, _ in next(phrases for phrases in found if phrases)[0]["features"]]
        sets[name] = [Document(g["keyphrases"], f, names) for g, f in zip(gold, found, strict=True)]
    return sets, names


def inputs(document, names, without):
    """The features that the regression sees: each as it is, and multiplied by how long the document is and by how full of names."""
    kept = [i for i, name in enumerate(names) if name not in OF_DOCUMENT and name not in without]
    features = document.features[:, kept]
    length = document.features[:, [names.index("length")]] - USUAL_LENGTH
    names_share = numpy.minimum(1, document.features[:, [names.index("names")]] / MANY_NAMES)
    return numpy.hstack([features, features * length, features * names_share])


def fit(documents, names, without, strength):
    """Weights of the inputs, and the bias, for [(document, weight of its set)]."""
    documents = [(document, weight) for document, weight in documents if len(document.right)]
    x = numpy.vstack([inputs(document, names, without) for document, _ in documents])
    y = numpy.concatenate([document.right for document, _ in documents])
    weights = numpy.concatenate([numpy.full(len(d.right), weight / len(d.right)) for d, weight in documents])
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=1000).fit((x - mean) / deviation, y, sample_weight=weights / weights.mean())
    coefficients = model.coef_[0] / deviation
    return coefficients, float(model.intercept_[0] - mean @ coefficients)


def ranked(document, scores):
    """Right or wrong, best first, as the library selects."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    parts, scores = set(), list(scores)
    for i in order:
        words = document.texts[i].split()
        if tuple(words) in parts:
            scores[i] *= REPEATED
        parts.update(tuple(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1) if b - a < len(words))
    seen, result = set(), []
    for i in sorted(order, key=lambda i: -scores[i]):
        text = document.texts[i]
        if text and text not in seen:
            seen.add(text)
            result.append(document.right[i])
        if len(result) == 15:
            break
    return result


def f1(results, documents):
    """Micro F1 at 5, 10 and 15."""
    gold = sum(len(document.gold) for document in documents)
    scores = []
    for k in (5, 10, 15):
        hits = sum(sum(result[:k]) for result in results)
        scores.append(200 * hits / (sum(len(result[:k]) for result in results) + gold))
    return scores


def cross_validated(sets, names, without, strength):
    results = {name: [None] * len(documents) for name, documents in sets.items()}
    for fold in range(FOLDS):
        seen = [(d, SETS[name] / len(ds)) for name, ds in sets.items() for i, d in enumerate(ds) if i % FOLDS != fold]
        weights, bias = fit(seen, names, without, strength)
        for name, documents in sets.items():
            for i, document in enumerate(documents):
                if i % FOLDS == fold:
                    x = inputs(document, names, without)
                    results[name][i] = ranked(document, 1 / (1 + numpy.exp(-(x @ weights + bias))))
    return {name: f1(results[name], documents) for name, documents in sets.items()}


def source(names, without, weights, bias):
    kept = [name for name in names if name not in OF_DOCUMENT and name not in without]
    pairs = collections.OrderedDict((name, (weights[i], weights[i + len(kept)], weights[i + 2 * len(kept)])) for i, name in enumerate(kept))
    lines = [
        "//! Weights of the features. Made by `tools/fit_key_phrases.py --write`; not for editing by hand.",
        "",
        "/// The logarithm of the number of words of a usual document.",
        f"pub(super) const USUAL_LENGTH: f32 = {USUAL_LENGTH};",
        "",
        "/// From this share of names on a document counts as news.",
        f"pub(super) const MANY_NAMES: f32 = {MANY_NAMES};",
        "",
        f"pub(super) const BIAS: f32 = {bias:.3f};",
        "",
        "/// The name of each feature, its weight, what is added to it for documents that are e times as long as usual, and what for documents",
        "/// that are full of names.",
        "#[rustfmt::skip]",
        '#[allow(clippy::approx_constant, reason = "what looks like a constant is a weight")]',
        "pub(super) const WEIGHTS: &[(&str, f32, f32, f32)] = &[",
    ]
    for name in names:
        values = ", ".join(f"{value:.3f}" for value in pairs.get(name, (0.0, 0.0, 0.0)))
        lines.append(f"    (\"{name}\", {values}),")
    return "\n".join([*lines, "];", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--features", default="target/release/examples/key_phrase_features")
    parser.add_argument("--without", nargs="*", default=[], metavar="FEATURE")
    parser.add_argument("--strength", type=float, default=0.005, help="inverse of the regularization")
    parser.add_argument("--write", action="store_true", help="fit to all documents and write the weights into the source")
    arguments = parser.parse_args()
    sets, names = read(arguments.gold, arguments.features)
    for name, documents in sets.items():
        found = sum(len({t for t, right in zip(d.texts, d.right) if right}) for d in documents)
        print(f"{name}: {len(documents)} documents, {100 * found / sum(len(d.gold) for d in documents):.1f} % of the key phrases are candidates")
    for name, scores in cross_validated(sets, names, arguments.without, arguments.strength).items():
        print(f"{name}: " + " / ".join(f"{score:.1f}" for score in scores))
    if arguments.write:
        everything = [(d, SETS[name] / len(ds)) for name, ds in sets.items() for d in ds]
        weights, bias = fit(everything, names, arguments.without, arguments.strength)
        TARGET.write_text(source(names, arguments.without, weights, bias), encoding="utf-8")


if __name__ == "__main__":
    main()
