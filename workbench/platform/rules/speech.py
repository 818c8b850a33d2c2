"""What may be spoken: tags, breaks, sounds, and nothing but words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from stride.rendering.limits import ALEXA
from workbench.platform.exchange import Exchange
from workbench.platform.rules.rule import Rule
from workbench.platform.speech import BadSsml, break_ms, length, tree, words

_TIMING = frozenset({"time", "strength"})
TAGS: dict[str, frozenset[str]] = {
    "speak": frozenset(),
    "p": frozenset(),
    "s": frozenset(),
    "break": _TIMING,
    "emphasis": frozenset({"level"}),
    "prosody": frozenset({"rate", "pitch", "volume"}),
    "say-as": frozenset({"interpret-as", "format"}),
    "sub": frozenset({"alias"}),
    "phoneme": frozenset({"alphabet", "ph"}),
    "w": frozenset({"role"}),
    "lang": frozenset({"xml:lang"}),
    "voice": frozenset({"name"}),
    "audio": frozenset({"src"}),
    "amazon:effect": frozenset({"name"}),
    "amazon:emotion": frozenset({"name", "intensity"}),
    "amazon:domain": frozenset({"name"}),
}
"""The tags a custom skill may use, each with its attributes."""

_XML = "{http://www.w3.org/XML/1998/namespace}"
_UNSPEAKABLE = re.compile(
    r"""[{}\[\]()<>_=|\\#*~^@$%&"]|://"""  # markup, code, addresses
    r"""|\b(?:None|True|False|null|undefined|NaN|Traceback)\b"""  # values that leaked
    r"""|\b(?:ex|rf|fc|st|rt|tip|topic|cue|src)-[a-z]"""  # ids of the content
    r"""|(?:^|\s)[a-z]+(?:-[a-z]+){3,}(?=\s|$|[.,?!])"""  # ids of many parts
)
_DIGITS = re.compile(r"(?<!\S)[^\w\s]*\d[\d.,:/]*[^\w\s]*(?!\S)")
_BREAK_TIME = re.compile(r"\d+(?:\.\d+)?(?:ms|s)$")


def well_formed(exchange: Exchange) -> Iterator[str]:
    for name, ssml in _documents(exchange):
        try:
            root = tree(ssml)
        except BadSsml as error:
            yield f"{name}: {error}"
            continue
        if root.tag != "speak":
            yield f"{name}: the outermost tag is <{root.tag}>, not <speak>"


def allowed_tags(exchange: Exchange) -> Iterator[str]:
    for name, element in _elements(exchange):
        tag = element.tag.replace("amazon.", "amazon:")
        if tag not in TAGS:
            yield f"{name}: Alexa knows no <{tag}>"
            continue
        for attribute in element.attrib:
            written = attribute.replace(_XML, "xml:")
            if written not in TAGS[tag]:
                yield f"{name}: <{tag}> takes no {written}"


def break_length(exchange: Exchange) -> Iterator[str]:
    for name, element in _elements(exchange):
        if element.tag != "break":
            continue
        time = element.attrib.get("time")
        if time is not None and not _BREAK_TIME.match(time):
            yield f'{name}: "{time}" is no length of a break'
        elif break_ms(element.attrib) > ALEXA.break_ms:
            yield f"{name}: a break lasts {break_ms(element.attrib):,} ms; Alexa takes {ALEXA.break_ms:,}"


def clips(exchange: Exchange) -> Iterator[str]:
    sources = [element.attrib.get("src", "") for _, element in _elements(exchange) if element.tag == "audio"]
    if len(sources) > ALEXA.audio_clips:
        yield f"{len(sources)} sounds are played; Alexa plays {ALEXA.audio_clips} in a response"
    for source in sources:
        if not source.startswith(("https://", "soundbank://")):
            yield f'the sound "{source}" has no https address'


def spoken_time(exchange: Exchange) -> Iterator[str]:
    total = length(exchange.heard)
    if total > ALEXA.block_ms:
        yield f"the speech takes about {total / 1000:.1f} s; {ALEXA.block_ms // 1000} is the most that is safe"


def nothing_but_words(exchange: Exchange) -> Iterator[str]:
    for name, heard in (("speech", exchange.heard), ("reprompt", exchange.reprompted)):
        spoken = words(heard)
        for match in (*_UNSPEAKABLE.finditer(spoken), *_DIGITS.finditer(spoken)):
            around = spoken[max(0, match.start() - 20) : match.end() + 20].strip()
            yield f'{name}: "{match[0].strip()}" is not a word, in "{around}"'


def something_is_heard(exchange: Exchange) -> Iterator[str]:
    asks = exchange.kind in ("LaunchRequest", "IntentRequest")
    if asks and not exchange.heard and not exchange.directives:
        yield "a person spoke and nothing is said or done"


def _documents(exchange: Exchange) -> Iterator[tuple[str, str]]:
    for name, output in (("speech", exchange.speech), ("reprompt", exchange.reprompt)):
        if output.get("type") == "SSML":
            yield name, str(output.get("ssml") or "")


def _elements(exchange: Exchange) -> Iterator[tuple[str, ElementTree.Element]]:
    for name, ssml in _documents(exchange):
        try:
            yield from ((name, element) for element in tree(ssml).iter())
        except BadSsml:
            continue


RULES = (
    Rule(well_formed, "SSML reference"),
    Rule(allowed_tags, "SSML reference"),
    Rule(break_length, "SSML reference: a break of at most 10 s"),
    Rule(clips, "SSML reference: at most 5 sounds, over https"),
    Rule(spoken_time, "SSML reference: 240 s of sound in a response, applied to timed speech"),
    Rule(nothing_but_words, "this project: a listener hears words"),
    Rule(something_is_heard, "certification: every request is answered"),
)
