"""Vale's older `readability` rules as the `metric` rules that they are: the mean of known scores, above a grade."""

from collections.abc import Sequence

# Each as Vale reckons it, over the counts of a document.
SCORES = {
    "Automated Readability": "4.71 * (characters / words) + 0.5 * (words / sentences) - 21.43",
    "Coleman-Liau": "0.0588 * (characters / words) * 100.0 - 0.296 * (sentences / words) * 100.0 - 15.8",
    "Flesch-Kincaid": "0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59",
    "Gunning Fog": "0.4 * ((words / sentences) + 100.0 * (complex_words / words))",
    "SMOG": "1.0430 * math.sqrt(polysyllabic_words * 30.0 / sentences) + 3.1291",
}


def mean_of(scores: Sequence[str]) -> str:
    """The formula. Raises KeyError for a score that is not known."""
    each = dict.fromkeys(scores)
    return f"({' + '.join(f'({SCORES[name]})' for name in each)}) / {len(each)}.0"
