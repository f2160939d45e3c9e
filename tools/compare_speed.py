#!/usr/bin/env python3
"""Times sinotag, spaCy, FlashText and pyahocorasick on the same text, one after the other, and prints a table with ratios.

usage: compare_speed.py TEXT.jsonl ... [--command target/release/sinotag] [--limit BYTES] [--rounds N]

TEXT.jsonl holds JSON Lines with a field "text". spaCy reads the first --limit bytes only, since it takes minutes for megabytes;
the others read all. spaCy is 3.8 with en_core_web_sm, components tok2vec and ner, `nlp.pipe` in batches of 64. FlashText and
pyahocorasick look for the surface forms of dictionaries/*.tsv, without regard to boundaries, ambiguity or overlaps beyond their own
ways, so that theirs is a part of the work of the others. sinotag runs as a command, JSON Lines in and out, on one thread; its start is
measured apart and counted in the row "command". Figures are seconds of CPU, with all threads; the median of the rounds (spaCy: one).

Needs: pip install -r tools/compare_requirements.txt. A peer that is not installed is left out, and said so.
"""
import argparse
import importlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def read_texts(paths):
    return [json.loads(line)["text"] for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def size(texts):
    return sum(len(text.encode()) for text in texts)


def first_bytes(texts, limit):
    """The first texts, of `limit` bytes or little more together."""
    taken, total = [], 0
    for text in texts:
        if total >= limit:
            break
        taken.append(text)
        total += len(text.encode())
    return taken


def surface_forms():
    """The names and aliases of all dictionaries, without the markers of aliases."""
    forms = set()
    for path in sorted((ROOT / "dictionaries").glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        name, aliases = rows[0].index("name"), rows[0].index("aliases") if "aliases" in rows[0] else None
        for row in rows[1:]:
            forms.add(row[name])
            if aliases is not None and aliases < len(row):
                forms.update(alias.lstrip("~=*") for alias in row[aliases].split("|"))
    forms.discard("")
    return sorted(forms)


class Timer:
    """CPU and wall seconds of the block, of this process or (`children`) of those it ran."""

    def __init__(self, children=False):
        self.who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF

    def _cpu(self):
        usage = resource.getrusage(self.who)
        return usage.ru_utime + usage.ru_stime

    def __enter__(self):
        self.cpu, self.wall = self._cpu(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.cpu, self.wall = self._cpu() - self.cpu, time.perf_counter() - self.wall


class Result:
    def __init__(self, name, start, texts, timers, found):
        if found == 0:
            raise SystemExit(f"{name} found nothing: the comparison would mean nothing")
        self.name, self.start, self.found = name, start, found
        self.megabytes = size(texts) / 1e6
        self.cpu = statistics.median(timer.cpu for timer in timers)
        self.wall = statistics.median(timer.wall for timer in timers)

    @property
    def speed(self):
        return self.megabytes / self.cpu


def timed(rounds, work, children=False):
    """The timers of `rounds` runs of `work` and its result."""
    timers, found = [], 0
    for _ in range(rounds):
        with Timer(children) as timer:
            found = work()
        timers.append(timer)
    return timers, found


def sinotag(texts, arguments):
    command = [arguments.command, "annotate", "--threads", "1", "--from", "jsonl"]
    records = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        source.write_text(records, encoding="utf-8")
        empty = Path(folder, "empty.jsonl")
        empty.write_text(json.dumps({"text": "hello"}) + "\n", encoding="utf-8")

        def run(path):
            with open(output, "wb") as file:
                subprocess.run([*command, str(path)], check=True, stdout=file)

        start, _ = timed(5, lambda: run(empty), children=True)
        timers, _ = timed(arguments.rounds, lambda: run(source), children=True)
        found = sum(len(json.loads(line)["mentions"]) for line in output.read_text(encoding="utf-8").splitlines())
    start = statistics.median(timer.cpu for timer in start)
    whole = Result("sinotag, command", start, texts, timers, found)
    tagging = Result("sinotag, command without its start", start, texts, timers, found)
    tagging.cpu -= start
    return [whole, tagging]


def pyahocorasick(texts, arguments):
    ahocorasick = importlib.import_module("ahocorasick")
    with Timer() as start:
        automaton = ahocorasick.Automaton()
        for form in surface_forms():
            automaton.add_word(form, len(form))
        automaton.make_automaton()
    timers, found = timed(arguments.rounds, lambda: sum(1 for text in texts for _ in automaton.iter_long(text)))
    return [Result("pyahocorasick, longest matches", start.cpu, texts, timers, found)]


def flashtext(texts, arguments):
    processor = importlib.import_module("flashtext").KeywordProcessor(case_sensitive=True)
    with Timer() as start:
        for form in surface_forms():
            processor.add_keyword(form)
    timers, found = timed(arguments.rounds, lambda: sum(len(processor.extract_keywords(text)) for text in texts))
    return [Result("FlashText", start.cpu, texts, timers, found)]


def spacy(texts, arguments):
    library = importlib.import_module("spacy")
    with Timer() as start:
        nlp = library.load(arguments.model, disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    if nlp.pipe_names != ["tok2vec", "ner"]:
        raise SystemExit(f"{arguments.model} runs {nlp.pipe_names}, not tok2vec and ner alone")
    texts = first_bytes(texts, arguments.limit)
    timers, found = timed(1, lambda: sum(len(document.ents) for document in nlp.pipe(texts, batch_size=64)))
    return [Result(f"spaCy {library.__version__}, tok2vec and ner", start.cpu, texts, timers, found)]


def print_table(results, forms):
    base = results[0]
    print(f"{forms} surface forms. MB is 10^6 bytes of text; ratio: {base.name} to the peer.\n")
    print("| | text MB | start s | CPU s | wall s | MB/s of CPU | found | ratio |")
    print("|---|" + "---:|" * 7)
    for r in results:
        cells = [f"{r.megabytes:.2f}", f"{r.start:.2f}", f"{r.cpu:.2f}", f"{r.wall:.2f}", f"{r.speed:.3g}", r.found, f"{base.speed / r.speed:.3g}"]
        print(f"| {r.name} | " + " | ".join(str(cell) for cell in cells) + " |")


def main():
    # One thread for everyone: the libraries under spaCy would take all cores.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1")
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("texts", nargs="+", metavar="TEXT.jsonl")
    parser.add_argument("--command", default=str(ROOT / "target/release/sinotag"), help="the sinotag command")
    parser.add_argument("--limit", type=int, default=500_000, help="bytes of text for spaCy (default: 500000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each but spaCy (default: 5)")
    parser.add_argument("--model", default="en_core_web_sm", help="the model of spaCy, by the name of its package")
    arguments = parser.parse_args()
    texts = read_texts(arguments.texts)
    results = []
    for peer in (sinotag, pyahocorasick, flashtext, spacy):
        try:
            results += peer(texts, arguments)
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
    print_table(results, len(surface_forms()))


if __name__ == "__main__":
    main()
