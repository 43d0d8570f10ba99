"""How easily a language's words are read: Flesch's measure as textstat (PyPI) has it for that language, from 0 (hard) to
100 (easy). `python ease.py LANGUAGE TEXT-FOLDER` prints a number."""

import json
import re
import sys
from pathlib import Path

import textstat

language, folder = sys.argv[1], Path(sys.argv[2])
NOT_READ = {"names.json", "search.json", "language.json", "glossary.json", "month.json"}


def texts(value):
    """Every text below a value, whatever its shape; who has signed it is nothing to read."""
    if isinstance(value, str):
        yield re.sub(r"\{[^}]*\}", "", re.sub(r"^[#!-] ", "", value))
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "reviewed":
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


files = (file for file in sorted(folder.rglob("*.json")) if file.name not in NOT_READ)
said = [one for file in files for one in texts(json.loads(file.read_text(encoding="utf-8")))]
# Sentences, not labels: of less than eight words a formula says nothing.
sentences = [one if one[-1] in ".!?:" else one + "." for one in said if len(one.split()) > 7]
textstat.set_lang(language)
print(round(textstat.flesch_reading_ease(" ".join(sentences))))
