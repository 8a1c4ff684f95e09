"""policy.yaml: each mistake gives one line with file, line, key and the way out."""

from pathlib import Path

import pytest

from agents.policy.policy import Policy
from agents.signing.people import People
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError, NotFoundError

RULES = """version: 1
currency: EUR
rates:
  USD: {rate: 0.9, date: 2026-01-02, source: null}
rules:
- id: first
  because: Brand signs.
  when: {rating: green}
  then: {sign: [brand]}
- id: second
  because: Legal too.
  when: {value: {above: 100000, currency: USD}}
  then: {block: [brand, legal]}
cases:
  on_call: [noor]
  owners: {harm: on-call, press: brand}
  release: {biometrics: [privacy, compliance], minors_targeted: [privacy]}
"""


def test_it_loads() -> None:
    loaded = Policy.parse(RULES)
    assert [rule.id for rule in loaded.rules] == ["first", "second"]
    assert loaded.case_rules.transfer_minutes("P1") == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("when: {rating: green}", "when: {ratign: green}", "line 8: unknown key 'rules[1].when.ratign'. Did you mean"),
        ("currency: EUR", "curency: EUR", "line 1: the key 'currency' is missing. Add it. (1 more after this one.)"),
        ("currency: EUR\n", "currency: EUR\nwho: me\n", "line 3: unknown key 'who'. Known here: cases, currency,"),
        ("version: 1", "version: 2", "line 1: 'version': Input should be 1, not 2."),
        ("currency: EUR", "currency: Euro", "line 2: 'currency': String should match"),
        ("{sign: [brand]}", "{sign: [lawyer]}", "line 9: 'rules[1].then.sign[1]': Input should be 'marketer'"),
        ("{sign: [brand]}", "{sign: lawyer}", "line 9: 'rules[1].then.sign': Input should be 'marketer'"),
        ("{sign: [brand]}", "{sign: [auditor]}", "line 9: 'rules[1].then.sign': an auditor only reads"),
        ("{sign: [brand]}", "{sign: [], deadline: 4h}", "line 9: 'rules[1].then.sign': Tuple should have at"),
        (
            "{sign: [brand]}",
            "{sign: [brand], deadline: 24}",
            "'24' is no length of time: write 30m, 24h, 2d, 4 working hours or 1 working day",
        ),
        (
            "{sign: [brand]}",
            "{sign: [brand], deadline: 0h}",
            "line 9: 'rules[1].then.deadline': '0h' is no time at all",
        ),
        ("{sign: [brand]}", "{sign: [brand], block: [legal]}", "give exactly one of sign, tier, block, hold and also"),
        ("{sign: [brand]}", "{}", "give exactly one of sign, tier, block, hold and also, not none"),
        ("{sign: [brand]}", "{also: [brand], deadline: 4h}", "'also' goes on to the next rules"),
        ("{sign: [brand]}", "{sign: [brand], otherwise: [legal]}", "'otherwise' belongs to a tier"),
        ("{sign: [brand]}", "{sign: {roles: [brand], quorum: any 2}}", "a quorum of 'any 2' cannot be met by 1 roles"),
        ("{sign: [brand]}", "{sign: {roles: [brand], quorum: most}}", "write all, or any 1"),
        ("{sign: [brand]}", "{sign: {roles: [brand, legal], quorum: any 1, order: true}}", "an order needs"),
        ("{sign: [brand]}", "{block: {roles: [brand, legal], quorum: any 1}}", "'block' asks all of its roles"),
        ("{sign: [brand]}", "{tier: {id: t, sample_share: 1.2}}", "'rules[1].then.tier.sample_share': Input should be"),
        ("rating: green", "rating: purple", "line 8: 'rules[1].when.rating': 'purple' is none of green, amber, red"),
        ("rating: green", "rating: {not: []}", "give a value, a list of values, or {not: [values]}"),
        ("rating: green", "locale: [no]", "line 8: 'rules[1].when.locale[1]': Input should be a valid string, not"),
        ("rating: green", "flags: {any: [helth]}", "line 8: 'rules[1].when.flags.any[1]': Input should be"),
        ("rating: green", "flags: {}", "name flags under any, all or none"),
        ("rating: green", "findings: {any: {claims: worse}}", "'rules[1].when.findings.any.claims': Input should be"),
        ("rating: green", "value: {}", "give an amount under above or below"),
        ("rating: green", "value: {above: lots}", "line 8: 'rules[1].when.value.above': Input should be a valid dec"),
        ("rating: green", "value: {above: .nan}", "'rules[1].when.value.above'"),
        ("rating: green", "time: {}", "name days or hours"),
        ("rating: green", "time: {between: [18:00, 25:00]}", "'rules[1].when.time.between[2]': Input should be less"),
        ("rating: green", "time: {between: [8, noon]}", "'rules[1].when.time.between[2]': Input should be a valid int"),
        ("rating: green", "product_kind: candle", "line 8: 'rules[1].when.product_kind': 'candle' is not among"),
        ("currency: USD}}", "currency: JPY}}", "line 12: 'rules[2].when.value': there is no rate for JPY: add it"),
        ("id: second", "id: first", "line 10: 'rules[2].id': the id 'first' is rule 1's already: give it another."),
        ("id: second", "id: Second Rule", "line 10: 'rules[2].id': String should match"),
        ("id: second\n", "id: second\n  id: third\n", "line 11: the key 'id' is there twice. Keep one of them."),
        ("date: 2026-01-02, ", "", "line 4: the key 'rates.USD.date' is missing. Add it."),
        ("rate: 0.9", "rate: 0", "line 4: 'rates.USD.rate': Input should be greater than 0"),
        ("{biometrics:", "{harm:", "line 17: 'cases.release': 'harm' is not a risky design and cannot be released"),
        ("on_call: [noor]", "clocks: {P1: {transfer: 2m, acknowledge: 10m}}", "no clocks for P2, P3"),
        ("currency: EUR\n", "currency: EUR\ntimezone: Mars\n", "line 3: 'timezone': 'Mars' is no time zone"),
        ("rules:", "rules: {", "this is not valid YAML"),
        ("because: Brand signs.", "because: ''", "line 7: 'rules[1].because': String should have at least 1"),
    ],
)
def test_each_mistake_gets_one_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "policy.yaml"
    assert old in RULES
    path.write_text(RULES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Policy.load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert "\n" not in message
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("when: {rating: [green, amber]}", "line 8: 'rules[1].when': a tier signs green drafts only: write 'rating: g"),
        ("when: {channel: x}", "a tier signs green drafts only"),
    ],
)
def test_a_tier_signs_green_drafts_only(then: str, words: str) -> None:
    text = RULES.replace("{sign: [brand]}", "{tier: {id: t, sample_share: 0.2}}").replace("when: {rating: green}", then)
    with pytest.raises(InputError, match="a tier signs") as caught:
        Policy.parse(text)
    assert words in str(caught.value)


def test_a_tier_is_there_once() -> None:
    text = RULES.replace("{sign: [brand]}", "{tier: {id: t, sample_share: 0.2}}")
    text = text.replace("{value: {above: 100000, currency: USD}}", "{rating: green}")
    text = text.replace("{block: [brand, legal]}", "{tier: {id: t, sample_share: 0}}")
    with pytest.raises(InputError, match=r"line 13: .*the tier 't' is there twice"):
        Policy.parse(text)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no file"):
        Policy.load(tmp_path / "policy.yaml")


def test_cases_have_owners_clocks_and_who_releases() -> None:
    cases = Policy.parse(RULES).case_rules
    assert cases.owner_role(("press", "harm")) == "on-call"  # the gravest
    assert cases.owner_role(("press",)) == "brand"
    assert cases.owner_role(("personal_data",)) == "on-call"
    assert cases.release_roles(("biometrics", "minors_targeted")) == ("privacy", "compliance")
    assert cases.release_roles(("biometrics", "harm")) == ()  # an incident is never released
    assert cases.release_roles(("synthetic_likeness",)) == ()  # nobody is named
    assert cases.release_roles(("health",)) == ()
    assert [cases.acknowledge_minutes(severity) for severity in ("P1", "P2", "P3")] == [10, 60, 480]


def test_the_sample_brands_policy_has_nothing_to_complain_about() -> None:
    folder = BRANDS_SHIPPED / SAMPLE_BRAND
    assert Policy.load(folder / "policy.yaml").lint(People.load(folder / "people.yaml").by_role) == ()
