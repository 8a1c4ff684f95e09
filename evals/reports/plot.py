"""A figure as a picture: its value as a dot, its interval as a line, its threshold as an upright mark. Starts at 0."""

from html import escape

from evals.measured import Gate

WIDTH, HEIGHT, LEFT = 420, 22, 4


def plot(gate: Gate) -> str:
    """SVG; nothing for a figure without cases."""
    figure, wanted = gate.figure, gate.threshold
    if not figure.n:
        return ""
    limit = wanted.limit if wanted else None
    end = max(1.0, figure.high, limit or 0.0)

    def at(value: float) -> float:
        return LEFT + (WIDTH - 2 * LEFT) * min(max(value / end, 0.0), 1.0)

    middle = HEIGHT / 2
    colour = "var(--bar)" if gate.ok else "var(--bad)"
    label = escape(f"{gate.name}: {figure}, on a scale from 0 to {end:g}")
    parts = [
        f"<path d='M{LEFT} {middle}H{WIDTH - LEFT}' stroke='var(--line)'/>",
        f"<path d='M{at(figure.low):.1f} {middle}H{at(figure.high):.1f}' stroke='{colour}' stroke-width='4'",
        " opacity='.45'/>",
        f"<circle cx='{at(figure.value):.1f}' cy='{middle}' r='5' fill='{colour}'/>",
    ]
    if limit is not None:
        parts.append(f"<path d='M{at(limit):.1f} 2V{HEIGHT - 2}' stroke='var(--ink)' stroke-width='2'/>")
    size = f"width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'"
    return f"<svg {size} role='img' aria-label='{label}'>{''.join(parts)}</svg>"
