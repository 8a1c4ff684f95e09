from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.documents import DocumentMeta
from knowledge.formats.parsed import RefusedError
from knowledge.sidecar import Sidecars
from knowledge.sources import Source
from tests.knowledge.files import pdf_of
from tests.knowledge.loads import load_file

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path) -> Write:
    def to(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return to


def said(root: Path, name: str) -> dict[str, object]:
    named, for_all = Sidecars().of(Source(name, root / name, root))
    return {**for_all, **named}


def test_a_file_that_cannot_say_it_of_itself_is_described(tmp_path, write):
    write("knowledge.yaml", "documents:\n  guide.pdf: {kind: legal, owner: ana, tags: 'soft, warm', locale: de_AT}\n")
    (tmp_path / "guide.pdf").write_bytes(pdf_of("Words."))
    meta = load_file(tmp_path / "guide.pdf").meta
    assert (meta.kind, meta.owner, meta.tags, meta.locale) == ("legal", "ana", ("soft", "warm"), "de-AT")


def test_nearer_folders_and_exact_names_are_heard_first(tmp_path, write):
    write("knowledge.yaml", "all: {owner: ana, locale: nl, kind: legal}\ndocuments:\n  sub/a.md: {locale: fr}\n")
    write(
        "sub/knowledge.yaml",
        "all: {owner: wei}\n"
        "documents:\n  a.md: {kind: voice}\n  '*.md': {kind: claim, product: P}\n  'a.*': {product: Q}\n",
    )
    assert said(tmp_path, "sub/a.md") == {"owner": "wei", "locale": "fr", "kind": "voice", "product": "Q"}
    assert said(tmp_path, "sub/b.md") == {"owner": "wei", "locale": "nl", "kind": "claim", "product": "P"}
    assert said(tmp_path, "c.md") == {"owner": "ana", "locale": "nl", "kind": "legal"}


def test_a_star_stays_within_its_folder(tmp_path, write):
    write("knowledge.yaml", "documents:\n  '*.md': {kind: legal}\n  'a/*.md': {kind: voice}\n")
    assert said(tmp_path, "x.md") == {"kind": "legal"}
    assert said(tmp_path, "a/x.md") == {"kind": "voice"}
    assert said(tmp_path, "a/b/x.md") == {}


def test_nothing_above_the_folder_given_is_heard(tmp_path, write):
    write("knowledge.yaml", "all: {owner: stranger}\n")
    path = write("given/a.md", "Words.")
    assert Sidecars().of(Source("a.md", path, path.parent)) == ({}, {})


def test_a_sidecar_that_is_a_link_is_not_read(tmp_path, write):
    outside = write("outside/knowledge.yaml", "all: {owner: stranger}\n")
    path = write("given/a.md", "Words.")
    (path.parent / "knowledge.yaml").symlink_to(outside)
    source = Source("a.md", path, path.parent)
    assert Sidecars().of(source) == ({}, {})
    assert Sidecars().idle(path.parent, [source]) == {
        "knowledge.yaml": ("it is a link, and is not heard: put the file itself here",)
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("all: [", "knowledge.yaml is not YAML: line 2"),
        ("- a\n- b", "is not a list of `key: value` lines"),
        ("documnets: {}", "key 'documnets' is not known; it has 'all' and 'documents'"),
        ("documents: [a.md]", "'documents' is not a list of"),
        ("documents:\n  a.md: legal", r"'documents\.a\.md' is not a list of"),
        ("all: {onwer: ana}", "all key 'onwer' is not known; did you mean 'owner'"),
        ("all: {zzz: 1}", "all key 'zzz' is not known; the keys are title, kind"),
        ("all: {kind: leagl}", "all key 'kind': 'leagl' is none of the choices; did you mean 'legal'"),
        (
            "documents:\n  a.md: {kind: qqqq}",
            r"documents\.a\.md key 'kind': 'qqqq' is none of the choices: voice, product",
        ),
        ("documents:\n  a.md: {status: publishd}", "did you mean 'published'"),
        ("all: {valid_from: 2026-05-01, valid_until: 2026-01-01}", "'valid_until': 2026-01-01 is before 2026-05-01"),
        ("all: {valid_from: soon}", "all key 'valid_from'"),
        ("all: {tags: {a: 1}}", "all key 'tags'"),
        ("a: &a x\nb: *a", "uses YAML aliases"),
        ("all: " + "[" * 100, "nested too deeply"),
        ("all: {owner: " + "x" * 200_001 + "}", "longer than 200,000 characters"),
        ("#" * 1_000_001, "larger than 1,000,000 bytes"),
        ("all: {1: x, owner: ana}", "all key '1' is not known"),
    ],
)
def test_a_broken_sidecar_refuses_what_it_describes_by_key_or_line(tmp_path, write, text, words):
    write("knowledge.yaml", text)
    with pytest.raises(RefusedError, match=f"the knowledge.yaml that describes it cannot be used: .*{words}"):
        load_file(write("a.md", "Words."))


def test_a_sidecar_of_strange_bytes_is_refused(tmp_path, write):
    (tmp_path / "knowledge.yaml").write_bytes(b"all: {owner: \xff\xfe}")
    with pytest.raises(RefusedError, match="cannot be used"):
        load_file(write("a.md", "Words."))


def test_dates_in_the_wrong_order_are_refused_where_two_places_give_them(tmp_path, write):
    write("knowledge.yaml", "all: {valid_from: 2026-05-01}\ndocuments:\n  a.md: {valid_until: 2026-01-01}\n")
    with pytest.raises(RefusedError, match="'valid_until': 2026-01-01 is before 2026-05-01"):
        load_file(write("a.md", "Words."))


def test_front_matter_and_sidecar_must_agree(tmp_path, write):
    write("knowledge.yaml", "all: {owner: wei}\ndocuments:\n  a.md: {kind: legal, valid_from: 2026-05-01, tags: [x]}\n")
    agreeing = "---\nkind: legal\nvalid_from: 2026-05-01\ntags: x\nowner: ana\n---\nWords."
    meta = load_file(write("a.md", agreeing)).meta
    assert (meta.kind, meta.valid_from, meta.owner) == ("legal", date(2026, 5, 1), "ana")
    with pytest.raises(
        RefusedError, match=r"its front matter says kind: voice, and knowledge\.yaml says kind: legal; make them agree"
    ):
        load_file(write("a.md", agreeing.replace("legal", "voice")))


def test_two_front_matters_that_disagree_are_refused(write):
    two = "---\nkind: legal\n---\n---\nkind: voice\n---\nWords."
    with pytest.raises(RefusedError, match="it has two front matters, and they disagree"):
        load_file(write("a.md", two))
    assert load_file(write("a.md", two.replace("voice", "legal"))).meta.kind == "legal"


def test_a_pattern_without_a_file_is_named_with_its_line_and_what_is_near(open_base, tmp_path, write):
    (tmp_path / "docs").mkdir()
    write(
        "docs/knowledge.yaml",
        "all: {owner: ana}\ndocuments:\n  price-lst.md: {kind: product}\n  '*.txt': {kind: legal}\n"
        "  Guide.md: {kind: voice}\n  price-list.md: {kind: product}\n  zebra-crossing.pdf: {kind: voice}\n",
    )
    write("docs/sub/knowledge.yaml", "documents:\n  sub/terms.txt: {kind: legal}\n")
    write("docs/empty/knowledge.yaml", "documents:\n  a.md: {kind: legal}\n")
    write("docs/.git/knowledge.yaml", "documents:\n  a.md: {kind: legal}\n")
    for name in ("docs/price-list.md", "docs/guide.md", "docs/sub/terms.txt"):
        write(name, "Words.")
    report = open_base().ingest([tmp_path / "docs"])
    assert len(report.added) == 3
    assert report.refused == ()
    assert report.notes == {
        "knowledge.yaml": (
            "line 3: 'price-lst.md' is the name of no file; did you mean 'price-list.md'?",
            "line 4: '*.txt' is the name of no file; did you mean 'sub/*.txt'?",
            "line 5: 'Guide.md' is the name of no file; did you mean 'guide.md'?",
            "line 7: 'zebra-crossing.pdf' is the name of no file",
        ),
        "sub/knowledge.yaml": ("line 2: 'sub/terms.txt' is the name of no file; did you mean 'terms.txt'?",),
        "empty/knowledge.yaml": ("line 2: 'a.md' is the name of no file",),
    }


def test_a_file_given_alone_says_nothing_of_the_others(open_base, write):
    write("knowledge.yaml", "documents:\n  b.md: {kind: legal}\n")
    assert open_base().ingest([write("a.md", "Words.")]).notes == {}


@pytest.mark.parametrize("name", ["knowledge.yml", "Knowledge.yaml"])
def test_a_sidecar_under_another_name_is_told_its_own(write, name):
    with pytest.raises(RefusedError, match=r"not heard under this name; call it knowledge\.yaml"):
        load_file(write(name, "all: {owner: ana}"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([*DocumentMeta.model_fields, "all", "documents", "a.md", "*"]) | st.text(max_size=8)
YAMLS = st.dictionaries(
    KEYS, VALUES | st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=3), max_size=3)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(YAMLS.map(lambda value: yaml.safe_dump(value, allow_unicode=True)) | st.text(max_size=200))
def test_any_sidecar_is_heard_or_refused(tmp_path, text):
    (tmp_path / "knowledge.yaml").write_text(text, encoding="utf-8", errors="replace")
    with suppress(RefusedError):
        DocumentMeta.model_validate(said(tmp_path, "a.md"))
    Sidecars().idle(tmp_path, [Source("a.md", tmp_path / "a.md", tmp_path)])
