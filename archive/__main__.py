"""`python -m archive` is the command `naskah`."""

from archive.main import main

if __name__ == "__main__":
    main(prog_name="naskah")
