"""Every fixture still gives the facts that stand beside it."""

from pathlib import Path

import pytest

from zzx import fixtures

FIXTURES = Path(__file__).parent.parent / "fixtures"
SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in FIXTURES.rglob("input.txt")), ids=lambda path: path.name
)
def test_fixture(folder: Path) -> None:
    assert [str(difference) for difference in fixtures.compare(folder).differences] == []


def test_the_seeds_and_forty_phenomena_are_fixtures() -> None:
    texts = [(folder / fixtures.INPUT).read_bytes() for folder in fixtures.find(FIXTURES)]
    seeds = [seed.read_bytes() for seed in sorted(SEEDS.glob("*.txt"))]
    assert len(seeds) == 5
    assert all(seed in texts for seed in seeds)
    assert len(texts) >= 45
