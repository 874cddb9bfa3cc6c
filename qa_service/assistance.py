"""What a language model may add to an answer that is made already: an order of its passages, and one entailed sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qa_service.answer import Assistance
from qa_service.compose.draft import Context, Draft, Quote
from qa_service.entailment import entailing, is_plain
from qa_service.language_model import LanguageModel, Lead, NoReply, Offer, Reply, ask
from qa_service.wording import describe, place, plural

OFFERED = 20
LONGEST_OFFER = 2_000
"""Characters of a passage that is offered."""
RANKED = ("theme", "guidance")
"""Kinds of answer whose quotations stand in the order of their rank; all others have an order of their own."""
WITHOUT = "this answer was made without it."


def assisted(context: Context, draft: Draft, model: LanguageModel) -> tuple[Draft, Assistance | None]:
    """`draft`, whose passages are verified, with what `model` adds; the same draft, and why, where that cannot be used.

    None where the answer has no passages to offer; then nothing is sent.
    """
    offered = _offered(context, draft)
    if not offered:
        return draft, None
    question = context.question
    try:
        reply = ask(model, question.text, question.subject, [_offer(context, *item) for item in offered.items()])
    except NoReply as reason:
        return draft, Assistance(model.name, note=f"{reason}; {WITHOUT}")
    chosen = [offered[key].row for key in dict.fromkeys(reply.order) if key in offered]
    ordered = _ordered(context, draft, chosen)
    lead, cited, fault = _lead(context, ordered, offered, reply.lead)
    notes = [_invented(reply, offered), fault]
    if not chosen and not lead:
        notes.append(f"The language model chose none of the passages and wrote no sentence to use; {WITHOUT}")
    told = Assistance(model.name, bool(chosen), lead, cited, " ".join(filter(None, notes)))
    return ordered, told


def with_assistance(context: Context, text: str, told: Assistance | None) -> str:
    """The plain text of an answer, with the model's sentence before it and what the model did after it."""
    if told is None:
        return text
    places = {passage.iri: place(passage) for passage in context.store.corpus.passages if passage.iri in told.evidence}
    lead = f"{told.lead} ({told.source}: {', '.join(places[iri] for iri in told.evidence)})" if told.lead else ""
    return "\n\n".join(filter(None, (lead, text, told.order, told.note)))


def _offered(context: Context, draft: Draft) -> dict[str, Quote]:
    """The first quotation of each of the best passages, by the id that it has in the request."""
    quotes = {quote.row: quote for quote in reversed(draft.quotes)}
    rows = dict.fromkeys([*draft.rows, *quotes])
    stretches = [quotes.get(row) or context.quote(row) for row in rows]
    short = [quote for quote in stretches if quote.span[1] - quote.span[0] <= LONGEST_OFFER]
    return {f"p{number}": quote for number, quote in enumerate(short[:OFFERED], 1)}


def _offer(context: Context, key: str, quote: Quote) -> Offer:
    document = describe(context.document(quote.row))
    return Offer(key, document, context.passage(quote.row).text[slice(*quote.span)])


def _ordered(context: Context, draft: Draft, chosen: list[int]) -> Draft:
    """`draft` with the rows `chosen` first; its quotations follow where they stand in the order of rank."""
    rows = tuple(dict.fromkeys([*(row for row in chosen if row in draft.rows), *draft.rows]))
    if not chosen or draft.kind not in RANKED:
        return replace(draft, rows=rows)
    quotes = {quote.row: quote for quote in draft.quotes}
    return replace(
        draft, rows=rows, quotes=tuple(quotes.get(row) or context.quote(row) for row in rows[: len(draft.quotes)])
    )


def _lead(
    context: Context, draft: Draft, offered: Mapping[str, Quote], lead: Lead | None
) -> tuple[str, tuple[str, ...], str]:
    """The sentence to show, the passages that entail it, and, where it is left out, why."""
    if lead is None or not lead.text.strip():
        return "", (), ""
    text = lead.text.strip()
    cited = {key: offered[key] for key in dict.fromkeys(lead.cites) if offered.get(key) in draft.quotes}
    if not is_plain(text):
        return (
            "",
            (),
            "A sentence by the language model was left out: it is not one plain sentence that stands by itself.",
        )
    if not cited or len(cited) < len(set(lead.cites)):
        return "", (), "A sentence by the language model was left out: it cites what is not quoted here."
    keys = entailing(
        text,
        {
            key: [context.passage(quote.row).text[slice(*quote.span)]]
            for key, quote in cited.items()
            if _states(context, quote.row)
        },
    )
    if not keys:
        return "", (), "A sentence by the language model was left out: it is not what the passages that it cites say."
    return text, tuple(context.passage(cited[key].row).iri for key in keys), ""


def _states(context: Context, row: int) -> bool:
    """Whether a passage states what is: not what ought to be, nor an item whose list may turn its sense."""
    paragraph = context.passage(row).paragraph
    return paragraph.role not in ("recommendation", "improvement") and not paragraph.stem


def _invented(reply: Reply, offered: Mapping[str, Quote]) -> str:
    unknown = len(set(reply.order) - set(offered))
    if not unknown:
        return ""
    return f"The language model named {plural(unknown, 'passage')} that it was not offered; this was ignored."
