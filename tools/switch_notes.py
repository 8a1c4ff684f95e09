"""What a text says about its own check: an approver should know which rules it switches, and what that hides."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.rules.ruleset import RuleSet
from tools.rules.switches import told
from tools.text.markup import Format

_WEIGHED: tuple[Severity, ...] = ("red", "amber", "advice")


def switch_notes(copy: Copy, form: Format, rules: RuleSet) -> Iterator[str]:
    """A line for each switch, and one for what all of a field's together hide."""
    for name, text in copy.fields.items():
        switches = told(text, form)
        for one in switches:
            yield f"{name}:{one.line}: {one.comment}: {_said(one.names, form, rules)}"
        if switches and form != "text" and (hidden := _hidden(copy, name, form, rules)):
            counts = Counter(finding.severity for finding in hidden)
            said = ", ".join(f"{counts[severity]} {severity}" for severity in _WEIGHED if counts[severity])
            which = ", ".join(sorted({finding.rule for finding in hidden}))
            yield f"{name}: switches in the text hide findings here ({said}) of {which}"


def _said(names: tuple[str, ...], form: Format, rules: RuleSet) -> str:
    if form == "text":
        return "this is read as plain text, where no comment switches a rule"
    known = {rule.id for rule in rules.rules}
    known |= {rule.split(".")[0] for rule in known}
    strange = next((name for name in names if name not in known), None)
    if strange is None:
        return "the text switches rules here; none of the brand's own red rules is off"
    near = get_close_matches(strange, sorted(known), n=1)
    what = "rule" if "." in strange else "style"
    return f"there is no {what} '{strange}'{f'; did you mean {near[0]}?' if near else ''}"


def _hidden(copy: Copy, name: str, form: Format, rules: RuleSet) -> list[Finding]:
    def found(*, switched: bool) -> list[Finding]:
        return rules.find(
            copy.fields[name], field=name, locale=copy.locale, channel=copy.channel, form=form, switched=switched
        )

    shown = {(one.rule, one.start) for one in found(switched=True)}
    return [one for one in found(switched=False) if (one.rule, one.start) not in shown]
