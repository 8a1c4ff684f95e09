"""`python -m tests.ui.web.write_rights` prints who may do what, as a table in Markdown."""

import sys

from tests.ui.web.rights_table import markdown, read

if __name__ == "__main__":
    sys.stdout.write(f"## Pages\n\n{markdown(read('pages'))}\n## REST interface\n\n{markdown(read('rest'))}")
