"""`python -m zzx` is the command `zzx`."""

from zzx.cli import main

if __name__ == "__main__":
    main()
