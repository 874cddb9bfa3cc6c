"""One composer for each kind of answer: a pure function from what was found to a draft of the answer."""

from __future__ import annotations

from qa_service.compose.actor import compose_actor
from qa_service.compose.comparison import compose_comparison
from qa_service.compose.count import compose_count
from qa_service.compose.definition import compose_definition
from qa_service.compose.draft import Context, Direction, Draft, Quote
from qa_service.compose.figure import compose_figure
from qa_service.compose.judgement import compose_judgement
from qa_service.compose.recommendation import compose_recommendation
from qa_service.compose.theme import compose_guidance, compose_theme
from qa_service.compose.timeline import compose_timeline

COMPOSERS = {
    "timeline": compose_timeline,
    "judgement": compose_judgement,
    "figure": compose_figure,
    "recommendation": compose_recommendation,
    "actor": compose_actor,
    "theme": compose_theme,
    "comparison": compose_comparison,
    "definition": compose_definition,
    "guidance": compose_guidance,
    "count": compose_count,
}

__all__ = ["COMPOSERS", "Context", "Direction", "Draft", "Quote"]
