"""Questions: triage first, then an answer, a choice of two, or an honest "I don't know that one"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stride.answers.verdicts import suited
from stride.skill.conversations.hurting import flagged, symptom
from stride.skill.conversations.starting import start_named
from stride.skill.conversations.tips import form_cue_reply, more_told, tip_of
from stride.skill.questions import question_text
from stride.skill.session import Asked
from stride.skill.turn import Card, Reply, Turn

if TYPE_CHECKING:
    from stride.answers.decide import Decision

ORDINALS = {"first": 0, "second": 1}


def question(turn: Turn) -> Reply:
    """Any question intent: its words and slots as one question, decided and answered."""
    said = question_text(turn.request, turn.library.wording)
    if not said:
        return turn.ask("what-question", turn.say("answer.no_question"))
    return answered(turn, said, turn.answers().decide(said, turn.request.intent))


def told(turn: Turn) -> Reply:
    """Something told of oneself that is no red flag: an answer where one fits, else what an ache calls for."""
    said = turn.request.said("symptom")
    if not said:
        return symptom(turn)
    decision = turn.answers().decide(said)
    if decision.kind == "unknown" and turn.answers().content.complaints.any_in(said):
        return symptom(turn)
    return answered(turn, said, decision)


def answered(turn: Turn, said: str, decision: Decision) -> Reply:
    """The reply to a decision about what was said."""
    if decision.kind == "triage":
        return flagged(turn, decision)
    if turn.answers().content.diagnosis.any_in(said):
        return only_a_clinician(turn)
    if decision.kind == "answer":
        return tell_topic(turn, decision.topics[0], said)
    if decision.kind == "confirm":
        return _did_you_mean(turn, decision.topics)
    about_medicine = turn.answers().content.medicines.any_in(said)
    return _with_other_topics(turn, "answer.declined_medicine" if about_medicine else "answer.unknown", said)


def tell_topic(turn: Turn, topic: str, said: str = "") -> Reply:
    """The answer to a topic as it suits the question, then its offer; mid-routine, whether to carry on instead."""
    return _tell(turn, topic, said)


def _tell(turn: Turn, topic: str, said: str | None) -> Reply:
    """An answer; to its own title, as it was offered, where `said` is None."""
    answers = turn.answers()
    answer = answers.answer(topic)
    words = suited(answer, said, answers.content.verdicts)
    turn = turn.with_session(topic=topic, cue=None, sources=answer.sources, more_told=False)
    return _with_offer(turn, topic, *turn.note, turn.voice.fill(words))


def tell_more(turn: Turn) -> Reply:
    """More about the last answer, cue or tip, never the same answer again."""
    session = turn.session
    topic, asked = session.topic, session.asked
    if topic is None and asked is not None and asked.name == "did-you-mean":
        return turn.put(asked, turn.say("fallback.no_hurry"))
    if topic is None and (session.cue or session.tip):
        return more_told(turn)
    if topic is None:
        told = session.sources or session.last is not None
        return turn.ask("what-question", turn.say("answer.no_more" if told else "answer.more_of_what"))
    if turn.session.more_told:
        return _with_offer(turn, topic, turn.say("answer.no_more"))
    turn = turn.with_session(more_told=True)
    return _with_offer(turn, topic, turn.voice.fill(turn.answers().answer(topic).more))


def says_who(turn: Turn) -> Reply:
    """Names the source in speech and puts the full reference on a card."""
    names, topic = turn.session.sources, turn.session.topic
    if not names:
        return turn.ask("what-question", turn.say("answer.source_of_what"))
    said = turn.say("answer.source", source=turn.answers().content.sources[names[0]].spoken)
    card = Card(turn.voice.plain("card.source"), _references(turn, names))
    if topic is not None:
        return _with_offer(turn, topic, said, card=card)
    if turn.walk is not None:
        return turn.ask("carry-on", said, card=card, exercise=turn.here)
    if turn.session.asked is not None and turn.session.asked.name.startswith("plan-"):
        return turn.put(turn.session.asked, said, card=card, keep_last=False)
    return turn.ask("anything-else", said, card=card)


def when_to_see_someone(turn: Turn) -> Reply:
    """ "What do I tell them?" where no flag was met."""
    return tell_topic(turn, "when-to-see-someone")


def only_a_clinician(turn: Turn) -> Reply:
    """ "What is wrong with me?", "are you a doctor?": only a clinician can tell, and when to see one is offered."""
    turn = turn.with_session(topic=None, cue=None, tip=None, sources=())
    said = turn.say("answer.only_clinician")
    return turn.carry_on(said) or turn.ask("when-to-see", said)


def choose(turn: Turn) -> Reply:
    """The reply to "did you mean A or B?": by number, by name, or neither."""
    topics = _offered(turn)
    slot = turn.request.slot("choice") or turn.request.slot("topic")
    if not topics and slot is not None and slot.id == "neither" and turn.session.asked is not None:
        return turn.put(turn.session.asked, turn.say("fallback.no_hurry"))
    if not topics or slot is None:
        return turn.ask("what-question", turn.say("answer.no_question"))
    if slot.id in ORDINALS:
        return _tell(turn, topics[ORDINALS[slot.id]], None)
    if slot.id == "neither":
        return neither(turn)
    if slot.id == "both":
        return which_first(turn)
    if slot.id in topics:
        return _tell(turn, slot.id, None)
    ranked = turn.answers().load_retriever().rank(slot.said).topics
    named = next((topic for topic, _ in ranked if topic in topics), topics[0])
    return _tell(turn, named, None)


def first_choice(turn: Turn) -> Reply:
    """Yes to "did you mean A or B?" means A."""
    topics = _offered(turn)
    return _tell(turn, topics[0], None) if topics else neither(turn)


def which_first(turn: Turn) -> Reply:
    """ "Both" of two topics: which of them first."""
    topics = _offered(turn)
    first, second = (turn.answers().answer(topic).title for topic in topics)
    return turn.ask("which-first", data={"topics": " ".join(topics)}, keep_last=False, first=first, second=second)


def accept_offer(turn: Turn) -> Reply:
    """Yes to an answer's offer: it really starts."""
    data: Mapping[str, str] = turn.session.asked.data if turn.session.asked else {}
    offer = turn.answers().answer(data.get("topic", turn.session.topic or "")).offer
    if offer.do == "routine":
        return start_named(turn, offer.target)
    if offer.do == "tip":
        return tip_of(turn, offer.target)
    if offer.do == "form-cue":
        return form_cue_reply(turn, turn.library.form_cues[offer.target])
    if offer.do == "topic":
        return tell_topic(turn, offer.target)
    from stride.skill.conversations.plan_start import start as start_plan  # most answers offer something else

    return start_plan(turn)


def decline_offer(turn: Turn) -> Reply:
    """No, thanks: the floor is open."""
    return turn.ask("anything-else", turn.say("answer.fine"))


def _with_offer(turn: Turn, topic: str, *said: str, card: Card | None = None) -> Reply:
    under_way = turn.carry_on(*said, card=card)
    if under_way is not None:
        return under_way
    offer = turn.answers().answer(topic).offer
    return turn.put(Asked("offer", {"topic": topic}, turn.voice.fill(offer.ask)), *said, card=card)


def _did_you_mean(turn: Turn, topics: tuple[str, ...]) -> Reply:
    first, second = (turn.answers().answer(topic).title for topic in topics)
    turn = turn.with_session(topic=None, sources=())
    return turn.ask("did-you-mean", data={"topics": " ".join(topics)}, first=first, second=second)


def neither(turn: Turn) -> Reply:
    """An honest "I don't know that one", with two things that can be answered."""
    return _with_other_topics(turn, "answer.unknown")


def _with_other_topics(turn: Turn, sentence: str, said: str = "") -> Reply:
    """Says that there is no answer, then two near topics that have one; or whether to carry on."""
    words = turn.say(sentence)
    under_way = turn.carry_on(words)
    if under_way is not None:
        return under_way
    topics = _near(turn, said) or _two_topics(turn)
    first, second = (turn.answers().answer(topic).title for topic in topics)
    offered = turn.say("answer.can", first=first, second=second)
    return turn.ask("what-question", words, offered, data={"topics": " ".join(topics)})


def _near(turn: Turn, said: str) -> list[str]:
    """The two topics nearest to what was said; none where nothing was."""
    return turn.answers().nearest(said, turn.request.intent) if said else []


def _two_topics(turn: Turn) -> list[str]:
    """Two topics that can be answered, other ones each time."""
    names = list(turn.answers().content.answers)
    start = (turn.session.turn * 7 + turn.memory.visits * 13) % len(names)
    return [names[start], names[(start + len(names) // 2) % len(names)]]


def _offered(turn: Turn) -> list[str]:
    asked = turn.session.asked
    return asked.data.get("topics", "").split() if asked else []


def _references(turn: Turn, names: tuple[str, ...]) -> str:
    lines = []
    for name in names:
        source = turn.answers().content.sources[name]
        year = f" ({source.year})" if source.year else ""
        link = f" {source.link}" if source.link else ""
        lines.append(f"{source.authors}{year}. {source.title}. {source.where}.{link}")
    return "\n\n".join(lines)


def go_ahead(turn: Turn) -> Reply:
    """Yes to an open invitation: the first topic where two were offered, else what is it then?"""
    if _offered(turn):
        return first_choice(turn)
    return turn.ask("what-question", turn.say("answer.go_ahead"))
