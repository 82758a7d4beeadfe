"""What the OpenAPI document shows as examples: answers as the shipped documents give them."""

from typing import Any

QUOTE = (
    "SpliceBio closed a Series B of 135 million dollars (about 119 million euros) on 11 June 2025, "
    "with EQT and Sanofi Ventures."
)
_Example = dict[str, Any]
_PLACE: _Example = {
    "document_id": "99cc2811b1ebfa7f",
    "title": "ATMP Catalyst and the hub in 2025",
    "kind": "report",
    "page": 8,
    "section": "ATMP Catalyst and the hub in 2025 › Money in 2025",
    "start": 2121,
    "end": 2121 + len(QUOTE),
    "url": "/v1/documents/99cc2811b1ebfa7f/file#page=8",
    "date": "2025",
    "language": "en",
    "score": 0.93,
}
ANSWER: _Example = {
    "answer_id": "a565091f04904e31b3fef8757933d30c",
    "question": "How much did SpliceBio raise?",
    "standalone_question": "How much did SpliceBio raise?",
    "language": "en",
    "status": "answered",
    "mode": "extractive",
    "text": f"{QUOTE} [1]",
    "statements": [{"text": QUOTE, "citations": [1], "support": "verbatim"}],
    "citations": [{"number": 1, "quote": QUOTE, **_PLACE}],
    "as_of": "2025",
    "suggestions": ["What do the documents say about “Investment and companies”?"],
    "timing_ms": {"retrieve": 12.5, "read": 71.8, "write": 0.1, "total": 84.4},
    "checked": None,
}
SEARCH: _Example = {"hits": [{"text": QUOTE, **_PLACE}]}
_SEED = "Invivo financed the seed round of Gyala Therapeutics in May 2020."
# Values that are null are left out: FastAPI takes them out of examples.
EXPERTS: _Example = {
    "experts": [
        {
            "member_id": "invivo-capital",
            "name": "Invivo Capital",
            "kind": "investor",
            "score": 0.99,
            "why": "Its profile names “seed investment” among its capabilities.",
            "evidence": [
                {
                    "number": 1,
                    "document_id": "73868fb7d5f6f6f4",
                    "title": "Investment and companies",
                    "kind": "report",
                    "page": 3,
                    "section": "Investment and companies › Investors",
                    "quote": _SEED,
                    "start": 4477,
                    "end": 4477 + len(_SEED),
                    "url": "/v1/documents/73868fb7d5f6f6f4/file#page=3",
                    "date": "2026-02-19",
                    "language": "en",
                    "score": 0.99,
                }
            ],
            "website": "https://invivo.partners",
            "contact": {"text": "https://invivo.partners"},
        }
    ]
}
_AWARD = (
    "Integra Therapeutics va obtenir el juliol de 2024 fins a 10,5 milions d'euros de l'EIC: "
    "2,5 milions de subvenció i 8 de capital."
)
_OF_AWARD: _Example = {
    "number": 1,
    "document_id": "6bbffbc4630a6c1d",
    "title": "La Xarxa de Teràpies Avançades de Catalunya, octubre de 2024",
    "kind": "report",
    "page": 3,
    "section": "Projectes i inversions de 2024 › Empreses",
    "quote": _AWARD,
    "start": 3176,
    "end": 3176 + len(_AWARD),
    "url": "/v1/documents/6bbffbc4630a6c1d/file#page=3",
    "date": "2024-10-23",
    "language": "ca",
    "score": 0.9667,
}
FIGURES: _Example = {
    "figures": [
        {
            "value": 10_500_000,
            "qualifier": "up to",
            "unit": "EUR",
            "what": "Integra Therapeutics, EIC grant and equity",
            "subject": "Integra Therapeutics",
            "as_of": "2024-07",
            "as_of_from": "stated",
            "status": "achieved",
            "citation": _OF_AWARD,
            "disagrees_with": [],
        }
    ]
}
FEEDBACK: _Example = {
    "answer_id": ANSWER["answer_id"],
    "rating": "up",
    "comment": "Just what I needed",
}
COMPLETION: _Example = {
    "id": "chatcmpl-5d41402abc4b2a76b9719d911017c592",
    "object": "chat.completion",
    "created": 1750000000,
    "model": "atmp-hub",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": ANSWER["text"]},
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
    "hub": ANSWER,
}
MODELS: _Example = {
    "object": "list",
    "data": [{"id": "atmp-hub", "object": "model", "created": 0, "owned_by": "hub"}],
}
_DOCUMENT: _Example = {
    "id": "99cc2811b1ebfa7f",
    "title": "ATMP Catalyst and the hub in 2025",
    "kind": "report",
    "date": "2025",
    "language": "en",
    "audience": "public",
    "media_type": "application/pdf",
    "sources": [],
    "warnings": [],
    "url": "/v1/documents/99cc2811b1ebfa7f/file",
}
DOCUMENTS: _Example = {"documents": [_DOCUMENT]}
DOCUMENT: _Example = {
    **_DOCUMENT,
    "text": QUOTE,
    "pages": [{"number": 1, "start": 0, "end": len(QUOTE)}],
}
AROUND: _Example = {
    "document_id": _PLACE["document_id"],
    "title": _PLACE["title"],
    "kind": "report",
    "date": "2025",
    "language": "en",
    "page": 8,
    "pages": 9,
    "section": _PLACE["section"],
    "before": "Money in 2025\n",
    "quote": QUOTE,
    "after": " VIVEbiotech took part.",
    "url": "/v1/documents/99cc2811b1ebfa7f/file?start=2121&end=2242#page=8",
    "picture": "/v1/documents/99cc2811b1ebfa7f/pages/8.png?start=2121&end=2242",
}


def shown(reply: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for the OpenAPI document: a reply as an example."""
    return {200: {"content": {"application/json": {"example": reply}}}}
