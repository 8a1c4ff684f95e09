"""`python -m evals.brand.tuning`: the suite's figures and confusions on the part that rules may be tuned on."""

import sys

from evals.brand.suite import run

if __name__ == "__main__":
    told = run(part="tuning")
    sys.stdout.write("\n".join((told.summary, *told.details)) + "\n")
