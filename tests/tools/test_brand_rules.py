import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules


def test_who_asks_at_once_shares_one_reading_of_the_files(tmp_path: Path) -> None:
    folder = BrandFolder(Path(shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, tmp_path / SAMPLE_BRAND)))
    start = threading.Barrier(4)

    def load(_: int) -> int:
        start.wait()
        return id(load_rules(folder))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(load, range(4)))) == 1
