"""Persons that a Japanese text names: by さん and the like, or by a common family name before a given one.

Family names: those borne most often, as everybody knows them; a name without any of these signs is not found.
"""

import re
from collections.abc import Collection, Iterator

from knowledge.text.wordlist import word_set

_FAMILY = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|清水|山崎|池田|橋本|阿部|石川|山下"
    "|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|岡本|金子|三浦|藤原|中野|中川|原田|松田|竹内|小野"
    "|田村|中山|和田|石田|森田|上田|原田|柴田|酒井|工藤|横山|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井|高田|河野|藤本|村田|武田|上野|杉山"
    "|増田|平野|大塚|千葉|久保|松井|小島|岩崎|桜井|野口|松尾|野村|木下|菊地|佐野|大西|杉本|新井|浜田|市川|古川|水野|小松|島田|小山|菅原|本田"
)
_KANJI = r"\u3400-\u9fff々"
_OF_PLACES = "駅県市町村区通寺園港館店院社橋線川山海湾島氏"
_PERSON = re.compile(
    rf"(?:{_FAMILY})(?:(?![{_OF_PLACES}])[{_KANJI}]){{1,3}}(?![{_KANJI}])"
    rf"|(?:{_FAMILY})[ぁ-んァ-ヶー]{{1,5}}?(?=さん|氏(?!名)|様|くん|ちゃん)"
    rf"|(?<![{_KANJI}ァ-ヶー])(?:[{_KANJI}]{{1,6}}|[ァ-ヶー]{{2,8}}(?:・[ァ-ヶー]{{2,8}})?)(?<![客員師])(?=さん|氏(?!名))"
)
# customers, everybody, kin and trades, which さん follows too
_NOBODY = word_set("""
    皆 みな 客 お客 奥 旦那 店員 店長 花屋 本屋 パン屋 自転車屋 隣 業者 職人 大家 患者
    芸能人 外国人 ママ パパ 赤ちゃん 父 母 兄 姉 祖父 祖母 息子 娘 孫 名 同
""")


def japanese_persons(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Start and name of each, without those in `known`."""
    for found in _PERSON.finditer(text):
        if found[0] not in _NOBODY and found[0].casefold() not in known:
            yield found.start(), found[0]
