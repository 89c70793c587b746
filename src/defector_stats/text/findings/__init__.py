"""What the data in view say, in a sentence over each chart, true for every choice of view."""

from defector_stats.text.findings.arrivals import compared, trend
from defector_stats.text.findings.change import change, no_change_reason
from defector_stats.text.findings.counted import counted
from defector_stats.text.findings.headline import KeyNumber, headline, key_numbers
from defector_stats.text.findings.newest import changed_by, newest_and_next, size_of_revisions
from defector_stats.text.findings.revisions import revised, sequence
from defector_stats.text.findings.sexes import by_sex, without_split
from defector_stats.text.findings.totals import checked, difference, total

__all__ = [
    "KeyNumber",
    "by_sex",
    "change",
    "changed_by",
    "checked",
    "compared",
    "counted",
    "difference",
    "headline",
    "key_numbers",
    "newest_and_next",
    "no_change_reason",
    "revised",
    "sequence",
    "size_of_revisions",
    "total",
    "trend",
    "without_split",
]
