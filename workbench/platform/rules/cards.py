"""What a card in the Alexa app may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stride.rendering.limits import ALEXA
from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule

IMAGE_URL_CHARS = 2000
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(?:amp|lt|gt|quot|apos|#\d+);")


def plain_text(exchange: Exchange) -> Iterator[str]:
    for name in ("title", "content", "text"):
        match = _MARKUP.search(str(exchange.card.get(name) or ""))
        if match:
            yield f"the card's {name} shows {match[0]}"


def card_length(exchange: Exchange) -> Iterator[str]:
    image = exchange.card.get("image") or {}
    urls = [str(url) for url in image.values()] if isinstance(image, dict) else []
    total = sum(len(str(exchange.card.get(name) or "")) for name in ("title", "content", "text"))
    total += sum(map(len, urls))
    if total > ALEXA.card_chars:
        yield f"the card has {total:,} characters; Alexa takes {ALEXA.card_chars:,}"
    for url in urls:
        if len(url) > IMAGE_URL_CHARS or not url.startswith("https://"):
            yield f"the card's image needs an https address of at most {IMAGE_URL_CHARS:,} characters"


RULES = (
    Rule(plain_text, "certification: no SSML in cards"),
    Rule(card_length, "card reference: 8,000 characters in all"),
)
