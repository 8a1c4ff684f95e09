"""Rows as in offer_rows.py, for languages in which few offers are known."""

from knowledge.text.offer_rows import Row

FURTHER: dict[str, tuple[Row, ...]] = {
    "ja": (
        ("半額", r"半額", "percent 50 off"),
        *(
            ("割", rf"(?<![0-9]){tenths} ?割(?:引き?|オフ|off)", f"percent {10 * tenths} off")
            for tenths in range(1, 10)
        ),
        (
            "無料",
            r"(?:つ|本|個|点|枚|台|回|日|目)(?:が|は|を|も|分)?無料|無料(?:で(?:もう|さらに)|プレゼント|進呈)",
            "price 0 free",
        ),
        ("プレゼント", r"(?:もれなく|全員に|先着)[^。、]{0,20}プレゼント|プレゼントします", "price 0 free"),
    ),
    "tr": (
        *(
            ("indirim", rf"(?:% ?{share}|yüzde {share})(?:['’]?\w*)? (?:indirim|daha ucuz)\w*", f"percent {share} off")
            for share in range(5, 80, 5)
        ),
        ("yarı", r"\byarı (?:fiyat|ücret)\w*", "percent 50 off"),
        ("bedava", r"\bbedava\b", "price 0 free"),
        ("hediye", r"\bhediye (?:ediyoruz|veriyoruz|bizden)\b|\bbizden (?:hediye|olsun)\b", "price 0 free"),
    ),
    "pl": (
        ("ceny", r"\b(?:za|w) pół ceny\b|\bza połowę ceny\b", "percent 50 off"),
        ("gratis", r"\bgratis\b", "price 0 free"),
    ),
}
