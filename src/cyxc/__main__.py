"""`python -m cyxc`, and the `cyxc` command."""

import sys


def main() -> int:
    """Runs the command line; exit code 2 with advice where its libraries are not installed."""
    try:
        import cyclopts  # noqa: F401
        import rich  # noqa: F401
    except ModuleNotFoundError as error:
        print(
            f"命令行需要 {error.name}，请安装：pip install 'cyxc[cli]'\n"
            f"The command line needs {error.name}: pip install 'cyxc[cli]'",
            file=sys.stderr,
        )
        return 2
    from cyxc.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
