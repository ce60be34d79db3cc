"""The code of docs/deployment.md give the facts that zzx gives."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
import pyarrow.dataset as ds  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from zzx import extract  # noqa: E402

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^(\w+)[ \w]*:\n\n```python\n(.*?)^```$", PAGE, re.M | re.S))


def test_there_are_recipes() -> None:
    assert list(RECIPES) == ["DuckDB", "Polars", "Spark", "Ray"]


@pytest.mark.parametrize("engine", RECIPES)
def test_a_recipe_finds_what_zzx_finds(engine: str, tmp_path: Path) -> None:
    recipe = RECIPES[engine]
    for package in re.findall(r"^(?:import|from) (\w+)", recipe, re.M):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))}
    pq.write_table(pa.table({"path": list(texts), "text": list(texts.values())}), tmp_path / "news.parquet")
    run = subprocess.run(
        [sys.executable, "-c", recipe],
        cwd=tmp_path,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    rows = ds.dataset(tmp_path / "facts.parquet").to_table().to_pylist()
    wanted = {(path, fact.id, fact.value) for path, text in texts.items() for fact in extract(text).facts}
    assert {(row["path"], row["id"], row["value"]) for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert all(row["error"] is None for row in rows)
