"""The command line: thin over the library, exit code 2 and no traceback for input that can't be used."""
