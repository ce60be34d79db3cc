"""Settings of all tests: none depends on time, and on CI the properties try the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("zzx", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("zzx")
