"""Measures `sinotag annotate` as a batch tool against `gzip -1` and `jq -c .` on the same file, and its memory.

Usage: python3 tools/compare_batch.py CORPUS.jsonl [CORPUS.jsonl ...] [--sinotag PATH] [--folder FOLDER] [--runs N] [--memory]

The corpus is records with a field "text", one a line; it is repeated, with ids of its own for each repeat, up to 100 MB. All commands
run in turn, N times over; the fastest run of each counts, by wall time and by CPU time, so that other work on the machine disturbs
less. Rates are megabytes of text a second, the start of the command included; ratios are of CPU times. --memory adds peaks for 1 MB, 100 MB and 2 GB.
"""

import argparse
import importlib.util
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEGABYTE = 1_000_000


def records(corpus: list[Path]):
    """Yields the records again and again."""
    documents = [json.loads(line) for path in corpus for line in path.open(encoding="utf-8") if line.strip()]
    repeat = 0
    while True:
        for number, document in enumerate(documents):
            yield {**document, "id": f"{number}-{repeat}"}
        repeat += 1


def write_corpus(corpus: list[Path], size: int, path: Path) -> int:
    """Writes records of `size` bytes in all; gives the bytes of their texts."""
    written = text = 0
    with path.open("wb") as file:
        for record in records(corpus):
            line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            written += len(line)
            text += len(record["text"].encode())
            if written >= size:
                return text
    raise AssertionError("records never end")


def write_parquet(jsonl: Path, parquet: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    rows = [json.loads(line) for line in jsonl.open(encoding="utf-8")]
    table = pyarrow.table({name: [row[name] for row in rows] for name in ("id", "text")})
    pyarrow.parquet.write_table(table, parquet, compression="zstd")


def measure(command: list[str]) -> tuple[float, float, int]:
    """Runs a command: wall seconds, CPU seconds, peak memory in kB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)}: status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def speed(arguments, folder: Path) -> None:
    jsonl, parquet = folder / "corpus.jsonl", folder / "corpus.parquet"
    text = write_corpus(arguments.corpus, 100 * MEGABYTE, jsonl) / MEGABYTE
    sinotag = [str(arguments.sinotag), "annotate", "--no-config"]
    commands = {
        "gzip -1": ["gzip", "-1", "-c", str(jsonl)],
        "jq -c .": ["jq", "-c", ".", str(jsonl)],
        "sinotag -j1": [*sinotag, "-j1", str(jsonl), "-o", str(folder / "out.jsonl")],
        "sinotag -j2": [*sinotag, "-j2", str(jsonl), "-o", str(folder / "out.jsonl")],
        "sinotag -j1, zstd out": [*sinotag, "-j1", str(jsonl), "-o", str(folder / "out.jsonl.zst")],
        "sinotag -j1, Parquet out": [*sinotag, "-j1", str(jsonl), "-o", str(folder / "out.parquet")],
    }
    if importlib.util.find_spec("pyarrow"):
        # In a process of its own: what this one holds would count as memory of the commands that it starts.
        writer = multiprocessing.get_context("spawn").Process(target=write_parquet, args=(jsonl, parquet))
        writer.start()
        writer.join()
        both = [str(parquet), "-o", str(folder / "out.parquet")]
        commands["sinotag -j1, Parquet in and out"] = [*sinotag, "-j1", *both]
        commands["sinotag -j2, Parquet in and out"] = [*sinotag, "-j2", *both]
    else:
        print("(without pyarrow Parquet is not read)")
    best: dict[str, tuple[float, float, int]] = {}
    for _ in range(arguments.runs):
        for name, command in commands.items():
            run = measure(command)
            best[name] = tuple(map(min, run, best.get(name, run)))
    gzip, jq = best["gzip -1"][1], best["jq -c ."][1]
    print(f"{text:.0f} MB of text in {jsonl.stat().st_size / MEGABYTE:.0f} MB of JSON Lines; best of {arguments.runs} runs")
    print("| command | MB/s, wall | MB/s, CPU | to gzip -1 | to jq | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (wall, cpu, peak) in best.items():
        rates = f"{text / wall:.1f} | {text / cpu:.1f} | {gzip / cpu:.2f} | {jq / cpu:.2f}"
        print(f"| {name} | {rates} | {peak / 1000:.0f} |")


def memory(arguments, folder: Path) -> None:
    print("| corpus | peak MB, -j1 | peak MB, -j2 |")
    print("|---|---:|---:|")
    for size in (1, 100, 2000):
        corpus = folder / "corpus.jsonl"
        write_corpus(arguments.corpus, size * MEGABYTE, corpus)
        peaks = []
        for threads in ("-j1", "-j2"):
            command = [str(arguments.sinotag), "annotate", "--no-config", threads, str(corpus), "-o", str(folder / "out.jsonl")]
            peaks.append(measure(command)[2] / 1000)
        print(f"| {size} MB | {peaks[0]:.0f} | {peaks[1]:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--sinotag", type=Path, default=Path("target/release/sinotag"))
    parser.add_argument("--folder", type=Path, help="for the files that are made; a temporary one by default")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        speed(arguments, Path(folder))
        if arguments.memory:
            memory(arguments, Path(folder))


if __name__ == "__main__":
    main()
