"""Tells the furniture of a web page (menus, banners, forms, what is not shown) from its text."""

from __future__ import annotations

import re
from collections.abc import Mapping

ALWAYS = frozenset(
    "head script style noscript template svg iframe object embed canvas audio video map nav aside footer dialog "
    "select option datalist textarea label menu del".split()
)
"""Elements whose text is never part of a document."""
MAY_WRAP = frozenset({"form", "header"})
"""Elements that are furniture as a rule, but that some systems put round a whole page."""
NEVER = frozenset({"html", "body", "main", "article"})
_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar tooltip".split()
)
_NAMES = re.compile(
    r"(?:^|[-_ ])(?:cookies?|cookie-?(?:bar|banner|consent|notice)|breadcrumbs?|skip-?(?:links?|nav|to)|pagination|pager|"
    r"social-(?:share|sharing|links|media|icons)|share-(?:this|links|buttons|tools|bar|page)|addthis|addtoany|sharethis|"
    r"back-to-top|visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|contents-list|table-of-contents|toc|"
    r"page-feedback|phase-banner|print-(?:link|page|button)|related-(?:links|content|items|navigation|pages))(?=$|[-_ ])"
)
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a browser does not show an element with these attributes."""
    hidden = attributes.get("hidden")
    return (
        (hidden is not None and hidden.lower() != "until-found")
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or bool(_NOT_SHOWN.search(attributes.get("style", "")))
    )


def is_marked(attributes: Mapping[str, str]) -> bool:
    """Whether the role, class or id of an element says that it is furniture."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().replace("__", "-")
    return attributes.get("role", "").strip().lower() in _ROLES or bool(_NAMES.search(names))
