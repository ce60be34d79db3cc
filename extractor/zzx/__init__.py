"""The quantitative facts that Chinese prose states, each with the exact place in the text that says so.

>>> import zzx
>>> zzx.extract("破获电信诈骗案件90起。").facts[0].value
Decimal('90')
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zzx.dates import parse_period
    from zzx.extraction import Extraction
    from zzx.facts import Fact, Rejected
    from zzx.numerals import parse_number
    from zzx.pipeline import extract
    from zzx.quantities import parse_quantity

__version__ = "0.1.0"

__all__ = [
    "Extraction",
    "Fact",
    "Rejected",
    "__version__",
    "extract",
    "parse_number",
    "parse_period",
    "parse_quantity",
]

_MODULES = {
    "Extraction": "extraction",
    "Fact": "facts",
    "Rejected": "facts",
    "extract": "pipeline",
    "parse_number": "numerals",
    "parse_period": "dates",
    "parse_quantity": "quantities",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a public name at its first use, so that `import zzx` and `zzx --version` cost nothing."""
        if name not in _MODULES:
            raise AttributeError(f"module 'zzx' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"zzx.{_MODULES[name]}"), name)
        globals()[name] = value
        return value
