"""JUnit XML: a test suite for each suite, a test case for each figure."""

from xml.etree import ElementTree

from evals.outcome import Run, SuiteOutcome

_ILLEGAL = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}


def text(run: Run) -> str:
    root = ElementTree.Element("testsuites", name="copydesk eval")
    for one in run.suites:
        root.append(_suite(one))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(one: SuiteOutcome) -> ElementTree.Element:
    cases = [(gate.name, "" if gate.ok else gate.line) for gate in one.gates]
    named = {line for _, line in cases}
    cases += [("rows", line) for line in one.below if line not in named]
    count = max(len(cases), 1)
    failed = sum(bool(line) for _, line in cases)
    suite = ElementTree.Element(
        "testsuite",
        name=one.suite,
        tests=str(count),
        failures=str(failed),
        errors=str(int(one.state == "broken")),
        skipped=str(int(one.state == "skipped")),
        time=f"{one.seconds:.3f}",
    )
    for name, line in cases:
        case = ElementTree.SubElement(suite, "testcase", classname=f"evals.{one.suite}", name=name)
        if line:
            ElementTree.SubElement(case, "failure", message=_legal(line)).text = _legal(
                "\n".join((*one.own, *one.misses)[:20])
            )
    if not cases:
        case = ElementTree.SubElement(suite, "testcase", classname=f"evals.{one.suite}", name="run")
        kind = "error" if one.state == "broken" else "skipped"
        ElementTree.SubElement(case, kind, message=_legal(one.error or one.summary))
    return suite


def _legal(text: str) -> str:
    """Without what XML cannot hold."""
    return text.translate(_ILLEGAL)
