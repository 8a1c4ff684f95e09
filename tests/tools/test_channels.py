"""Channels as data, a brand's overrides, and copy held against them."""

import pytest

from knowledge.errors import InputError
from tools.channel_check import check_channel
from tools.channels import Channels
from tools.copy import Copy

IDS = ("google-rsa", "meta-ad", "linkedin-ad", "linkedin", "x", "instagram", "email", "sms", "push")


@pytest.fixture(scope="module")
def channels() -> Channels:
    return Channels.load()


def test_the_shipped_channels(channels):
    assert channels.ids == IDS
    names = {channel: tuple(field.name for field in channels.get(channel).fields) for channel in IDS}
    assert names["instagram"] == ("caption",)
    assert names["x"] == names["linkedin"] == ("post",)
    assert names["email"] == ("subject", "preheader", "body")
    assert names["sms"] == ("message",)
    assert names["push"] == ("title", "body")
    assert names["meta-ad"] == ("primary_text", "headline", "description")
    assert names["linkedin-ad"] == ("introduction", "headline", "description")
    assert names["google-rsa"][:3] == ("headline_1", "headline_2", "headline_3")
    required = tuple(field.name for field in channels.get("google-rsa").required)
    assert required == ("headline_1", "headline_2", "headline_3", "description_1", "description_2")


def test_every_limit_has_a_source_and_the_month_it_was_read(channels):
    for channel_id in channels.ids:
        channel = channels.get(channel_id)
        for limits in (*(field.limits for field in channel.fields), channel.hashtags, channel.mentions, channel.total):
            for _, limit in limits.items():
                assert limit.source, channel_id
                assert limit.read == "2026-11", channel_id


def test_an_unknown_channel_names_the_known_ones(channels):
    with pytest.raises(InputError, match=r"Unknown channel 'tiktok'\. Known: google-rsa, .*, push\."):
        channels.get("tiktok")


def test_a_brand_overrides_what_it_names(tmp_path, channels):
    path = tmp_path / "channels.yaml"
    path.write_text(
        "instagram:\n  fields:\n    caption: {limits: {soft: 400}}\n  hashtags: {soft: {max: 3, source: guide.md}}\n"
        "radio:\n  name: Radio spot\n  fields:\n    script: {count: graphemes, min: 20}\n"
    )
    loaded = Channels.load(path)
    caption = loaded.get("instagram").fields[0]
    assert (caption.max, caption.soft_max) == (2200, 400)
    assert loaded.get("instagram").hashtags.soft.max == 3
    assert loaded.get("instagram").hashtags.hard.max == 30
    assert loaded.get("radio").fields[0].min == 20
    assert loaded.get("x") == channels.get("x")
    assert loaded.digest != channels.digest


def test_a_channel_may_ask_for_a_label(tmp_path, channels):
    path = tmp_path / "channels.yaml"
    path.write_text("instagram: {disclosure: {ai_label: true, source: guide.md}}\n")
    asked = Channels.load(path).get("instagram").disclosure
    assert (asked.ai_label, asked.source) == (True, "guide.md")
    assert not any(channels.get(channel).disclosure.ai_label for channel in channels.ids)


def test_no_file_is_no_override(tmp_path, channels):
    assert Channels.load(tmp_path / "channels.yaml").digest == channels.digest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("instagram: {colour: red}", "key 'instagram.colour'"),
        ("x: {fields: {post: {limits: {soft: much}}}}", "x.fields.post.limits.soft"),
        ("x: {fields: {post: {limits: {hard: 100}}}}", "a hard limit needs its source"),
        ("x: {fields: {post: {count: furlongs}}}", "x.fields.post.count"),
        ("radio: {fields: {}}", "key 'radio.name'"),
        ("- a", "must map channel ids"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_bad_override_is_one_line(tmp_path, text, words):
    path = tmp_path / "channels.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        Channels.load(path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def check(channels: Channels, channel: str, **fields: str) -> list[tuple[str, str, str]]:
    found = check_channel(Copy(fields=fields, channel=channel), channels.get(channel))
    return [(finding.rule, finding.severity, finding.field) for finding in found]


GOOGLE = {f"headline_{n}": f"Headline {n}" for n in (1, 2, 3)} | {f"description_{n}": f"Text {n}" for n in (1, 2)}


@pytest.mark.parametrize(
    ("channel", "fields", "found"),
    [
        ("instagram", {"caption": "a" * 2200}, []),
        ("instagram", {"caption": "a" * 2201}, [("channel.TooLong", "red", "caption")]),
        ("instagram", {"text": "a" * 2201}, [("channel.TooLong", "red", "text")]),
        ("instagram", {"caption": "#a #b #c #d #e"}, []),
        ("instagram", {"caption": "#a #b #c #d #e #f"}, [("channel.Hashtags", "amber", "caption")]),
        ("instagram", {"caption": " ".join(f"#t{n}" for n in range(31))}, [("channel.Hashtags", "red", "caption")]),
        ("instagram", {"caption": "@aa @bb @cc @dd"}, [("channel.Mentions", "amber", "caption")]),
        ("x", {"post": "a" * 280}, []),
        ("x", {"post": "日" * 141}, [("channel.TooLong", "red", "post")]),
        ("sms", {"message": "a" * 160}, []),
        ("sms", {"message": "a" * 320}, [("channel.Parts", "advice", "message")]),
        ("sms", {"message": "a" * 70 + "ç"}, [("channel.Parts", "advice", "message")]),
        ("sms", {"message": "a" * 321}, [("channel.Long", "amber", "message")]),
        ("sms", {"message": "a" * 1601}, [("channel.TooLong", "red", "message")]),
        ("email", {"subject": "a" * 49, "body": "b"}, [("channel.Cut", "advice", "subject")]),
        ("email", {"subject": "a" * 51, "body": "b"}, [("channel.Long", "amber", "subject")]),
        ("email", {"body": "b"}, [("channel.Missing", "red", "subject")]),
        ("email", {"subject": " ", "body": "b"}, [("channel.Missing", "red", "subject")]),
        (
            "push",
            {"title": "t", "body": "é" * 2100},
            [("channel.Cut", "advice", "body"), ("channel.Bytes", "red", "body")],
        ),
        ("push", {"title": "t", "body": "é" * 2027}, [("channel.Cut", "advice", "body")]),
        (
            "push",
            {"title": "t", "body": "é" * 2028},
            [("channel.Cut", "advice", "body"), ("channel.Bytes", "red", "body")],
        ),
        (
            "push",
            {"title": "t", "body": '"' * 2028},
            [("channel.Cut", "advice", "body"), ("channel.Bytes", "red", "body")],
        ),
        ("push", {"title": "t" * 75, "body": "b"}, [("channel.Cut", "advice", "title")]),
        ("push", {"title": "t" * 89, "body": "b"}, [("channel.Long", "amber", "title")]),
        ("meta-ad", {"primary_text": "p" * 128, "headline": "h"}, [("channel.Cut", "advice", "primary_text")]),
        ("meta-ad", {"primary_text": "p" * 185, "headline": "h"}, [("channel.Long", "amber", "primary_text")]),
        ("linkedin-ad", {"introduction": "🌿" * 11, "headline": "h"}, [("channel.Emoji", "red", "introduction")]),
        ("google-rsa", GOOGLE, []),
        ("instagram", {"caption": "a", "captoin": "b"}, [("channel.UnknownField", "advice", "captoin")]),
        ("email", {"text": "a"}, []),
        ("google-rsa", GOOGLE | {"headline_2": "headline  1"}, [("channel.Double", "red", "headline_2")]),
        ("google-rsa", GOOGLE | {"headline_4": "h" * 31}, [("channel.TooLong", "red", "headline_4")]),
        ("google-rsa", GOOGLE | {"headline_16": "one more"}, [("channel.TooMany", "red", "headline_16")]),
        ("google-rsa", GOOGLE | {"headline": "one more"}, [("channel.UnknownField", "advice", "headline")]),
    ],
)
def test_limits(channels, channel, fields, found):
    assert check(channels, channel, **fields) == found


def test_numbered_fields_are_told_by_their_numbers(channels):
    copy = Copy(fields=GOOGLE | {"headline": "a", "path_3": "b"}, channel="google-rsa")
    unknown, many = check_channel(copy, channels.get("google-rsa"))
    assert unknown.message.endswith(
        "Its fields: headline_1 to headline_15, description_1 to description_4, path_1 to path_2."
    )
    assert many.message == "Google responsive search ad takes at most 2 of these, path_1 to path_2."
    assert many.source is not None


def test_the_overrun_is_marked_and_whole_sentences_can_go(channels):
    text = "A" * 200 + ". " + "B" * 50 + ". " + "C" * 50 + "."
    (finding,) = check_channel(Copy(fields={"post": text}, channel="x"), channels.get("x"))
    assert finding.fix == ""
    fixed = text[: finding.start] + finding.fix + text[finding.start + len(finding.span) :]
    assert fixed == "A" * 200 + ". " + "B" * 50 + "."
    (finding,) = check_channel(Copy(fields={"post": "A" * 300}, channel="x"), channels.get("x"))
    assert (finding.start, len(finding.span), finding.fix) == (280, 20, None)


def test_it_says_how_people_count_where_that_differs(channels):
    (finding,) = check_channel(Copy(fields={"post": "日" * 141}, channel="x"), channels.get("x"))
    assert (
        finding.message
        == "Post has 282 characters as X weighs them (141 as people count them); more than 280 are refused."
    )
    assert finding.source == "docs.x.com/fundamentals/counting-characters, read 2026-11"
    (finding,) = check_channel(Copy(fields={"message": "’" * 321}, channel="sms"), channels.get("sms"))
    assert "in 5 parts (UCS-2, because of characters outside GSM-7)" in finding.message


@pytest.mark.parametrize(
    ("channel", "text", "fields"),
    [
        ("instagram", "A caption: with a colon", {"caption": "A caption: with a colon"}),
        ("email", "Subject: One\nBody: Two\nthree", {"subject": "One", "body": "Two\nthree"}),
        ("meta-ad", "primary text: One\nheadline: Two", {"primary_text": "One", "headline": "Two"}),
        (
            "email",
            "Subject: One\nPreheader: Two\n\nThree\n\nFour",
            {"subject": "One", "preheader": "Two", "body": "Three\n\nFour"},
        ),
        ("email", "Subject: One\n\nBody: Two", {"subject": "One", "body": "Two"}),
        ("email", "No labels here", {"text": "No labels here"}),
    ],
)
def test_a_text_becomes_fields(channels, channel, text, fields):
    assert channels.get(channel).split(text) == fields
