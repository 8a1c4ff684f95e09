"""Every dataset says where its cases come from: row by row, or all of a file at once in `evals/README.md`."""

import json
import re
from pathlib import Path

import evals

HERE = Path(evals.__file__).parent


def test_each_dataset_has_a_source_and_rows_that_should_have_their_own_do() -> None:
    told = {
        file: (source.strip(), reason.strip())
        for files, source, reason in re.findall(
            r"^\| (`.+?) \| (.+?) \| (.+?) \|$", (HERE / "README.md").read_text(encoding="utf-8"), re.MULTILINE
        )
        for file in re.findall(r"`([^`]+)`", files)
    }
    assert set(told) == {file.relative_to(HERE).as_posix() for file in HERE.rglob("*.jsonl")}
    for file, columns in told.items():
        keys = {column.strip("`") for column in columns if column in {"`source`", "`reason`"}}
        rows = [json.loads(line) for line in (HERE / file).read_text(encoding="utf-8").splitlines() if line.strip()]
        assert all(row[key].strip() for row in rows for key in keys), file
