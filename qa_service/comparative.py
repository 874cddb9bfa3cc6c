"""Words by which a sentence compares with an earlier time, and by which a question asks for such a comparison."""

from __future__ import annotations

import re

_TIMES = r"(?:last|previous|earlier|first|original|initial|full|single|most recent|(?:19|20)\d\d)"
_REPORTS = r"(?:inspections?|visits?|reviews?|reports?|letters?|judgements?)"
_BETWEEN = r"(?:\w+ly |also |now |not |all |both |already |been |since |further |much )"
_COMPARING = (
    # The earlier time is named.
    rf"\bsince (?:the|its|their|our|that) (?:[\w’'-]+ ){{0,3}}{_REPORTS}\b",
    rf"\b(?:at|in|from|during|to|with|after) (?:the time of )?(?:the|its|their|our) {_TIMES} (?:[\w’'-]+ ){{0,2}}{_REPORTS}\b",
    rf"\b{_TIMES} {_REPORTS} (?:\w+ )?(?:found|identified|reported|highlighted|recommended|said|noted)\b",
    r"\bthan (?:before|previously|it was|they were|was|were|(?:at|in) (?:the|its|their) (?:\w+ ){0,2}(?:inspection|visit|year|quarter)|in (?:\w+ )?(?:19|20)\d\d)\b",
    r"\bcompared (?:with|to) (?:[\w.,%-]+ ){0,5}(?:previous|last|earlier|time of|inspection|(?:19|20)\d\d)",
    r"\b(?:as|was|were) (?:\w+ )?previously (?:the case|reported|identified|found)\b",
    # It is as it was.
    r"\bremain(?:s|ed)? (?!in\b|with\b|at\b|on\b|under\b|within\b|living\b|open\b|there\b|looked\b|subject\b|for\b|until\b|where\b|close\b|together\b)",
    r"\bcontinue[sd] to\b|\bcontinue to (?!live\b|stay\b|reside\b|attend\b|see\b)",
    r"\b(?:is|are) still\b|\bunchanged\b|\bhas not (?:yet )?(?:been addressed|changed)\b",
    # It is not as it was.
    rf"\b(?:has|have|had) {_BETWEEN}{{0,3}}(?:improved|strengthened|deteriorated|declined|worsened|weakened|slipped|increased|decreased|reduced|fallen|risen|grown|doubled|halved|dropped)\b",
    r"\b(?:is|are|was|were) (?:\w+ )?(?:improving(?! (?:the|their|its|practice|quality|outcomes|access)\b)|deteriorating|declining|worsening|getting better|getting worse)\b",
    r"\b(?:is|are) (?:much|greatly|significantly|considerably|markedly|now) (?:improved|better|worse|stronger|weaker)\b",
    r"\bimproved (?:\w+ )?(?:since|from|over)\b|\bno longer\b|\b(?:up|down) from\b|(?<!need for )\b(?:marked|great|clear|significant|real) (?:change|improvement|deterioration|decline)\b|\bprogress (?:has|had) been (?:\w+ )?made\b",
)
_COMPARES = re.compile("|".join(_COMPARING), re.I)
_SUPPOSED = re.compile(
    r"\b(?:ensur(?:e|es|ed|ing)|make sure|so|whether|if|until|can|could|to|will|would|may|should|must)(?: that)? "
    r"(?:[\w’'-]+ ){0,6}?(?:remains?|continues?(?: to)?)\b",
    re.I,
)
"""What is to be so, or may be, is not what is so still."""
_DONE = re.compile(
    r"\b(?:has|have) (?:\w+ly |also |now |all |both |already |been |since ){0,3}(?:completed|implemented|introduced|established|addressed|achieved|been met|been given|resolved|put in place|set up)\b"
    r"|\b(?:is|are) now (?!not\b)|\bnow (?:in place|receive|have|has|takes? place|get)\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:better|worse|stronger|weaker|deteriorat\w+|declin\w+|worsen\w*|improv(?:ed|ing))\b"
    r"|\b(?:did|does|do|has|have|is|are|was|were)\b.{0,80}\b(?:improve|progress|moved on)\b"
    r"|\b(?:go|gone|went) (?:up|down)\b|\b(?:more|fewer|less|higher|lower)\b.{0,100}\bthan\b",
    re.I,
)


def compares(sentence: str) -> bool:
    """Whether a sentence says itself how something is beside an earlier time: "since the last inspection", "remains poor"."""
    return bool(_COMPARES.search(_SUPPOSED.sub(" ", sentence)))


def reports_as_done(sentence: str) -> bool:
    """Whether a sentence says that something was done or is so now."""
    return bool(_DONE.search(sentence))


def asks_for_direction(question: str) -> bool:
    """Whether a question asks how something moved: "better or worse?", "has it improved?"."""
    return bool(_ASKS.search(question))
