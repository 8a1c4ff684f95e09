"""`python -m tests.ui.cli.write_help` keeps the help texts as they are now."""

from tests.ui.cli.test_main import HELP, helps
from ui.cli.main import cli

if __name__ == "__main__":
    HELP.write_text("\n".join(helps(cli, "copydesk")), encoding="utf-8")
