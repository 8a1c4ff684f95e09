"""`python -m ui.cli`: the same as `copydesk`."""

import sys

from ui.cli.main import main

sys.exit(main())
