"""What is counted, as the documents say: who, at which moment, and why counts move."""

from defector_stats import analysis
from defector_stats.analysis.dataset import Dataset
from defector_stats.i18n.messages import N_, _
from defector_stats.text import citations

SAID = {
    "mou-2020-09": N_(
        "The Ministry’s tables count arrivals in the South; they do not say at which moment."
    ),
    "segye-2026-02": N_(
        "The arrivals in the state’s statistics portal are counted at admission to the protection "
        "centre; whether protection is granted is decided later."
    ),
    "kbs-2014-01": N_(
        "The 1,516 of 2013 were 1,420 people whose protection had been decided by the end of "
        "November, and those who were still being questioned."
    ),
    "today-korea-2017-01": N_("The cumulative total begins with a refugee of June 1962."),
}
"""By the document that says it."""


def counted(dataset: Dataset) -> str:
    """Return what the documents of the files say of the count, each sentence with its document."""
    documents = {row["source"]: row for row in analysis.records(dataset.sources)}
    said = [
        _("{sentence} ({source})").format(
            sentence=_(sentence), source=citations.publication(documents[source])
        )
        for source, sentence in SAID.items()
        if source in documents
    ]
    why = _("No document in this collection says why first counts are revised.")
    return " ".join([*said, why] if said else [])
