"""First steps: is there a question, is it small talk or an emergency, what is asked of what."""

from dataclasses import replace

from assistant.answering.follow_up import about_earlier, said_instead
from assistant.answering.pipeline import Context
from assistant.language.normal import search_key, visible
from assistant.models.answer import Answer, Aspect, Choice, Outcome, Source

MOST_CHARACTERS = 1000
_SMALL_TALK_CHARACTERS = 60


def check_input(context: Context) -> Answer | None:
    """Refuse what is empty or longer than 1,000 characters; drop hidden characters."""
    text = visible(context.question.text).strip()
    if not text:
        return Answer(Outcome.REFUSED_INPUT, context.knowledge.say("input.empty"))
    if len(text) > MOST_CHARACTERS:
        return Answer(Outcome.REFUSED_INPUT, context.knowledge.say("input.long"))
    context.question = replace(context.question, text=text)
    return None


def reply(context: Context) -> Answer | None:
    """Reviewed replies to greetings, emergencies and wishes out of scope."""
    key = search_key(context.question.text)
    for candidate in context.knowledge.replies:
        # A long message that greets first is a question, unless somebody is in danger.
        urgent = candidate.outcome is Outcome.EMERGENCY
        if (urgent or len(key) <= _SMALL_TALK_CHARACTERS) and candidate.speaks_to(key):
            source = Source("固定答复", "/help", "")
            offered = tuple(Choice("", question) for question in candidate.offered)
            return Answer(
                candidate.outcome,
                candidate.text,
                confidence=1.0,
                choices=offered,
                sources=(source,),
            )
    if not any(character.isalnum() for character in key):
        return Answer(Outcome.NONSENSE, context.knowledge.say("which.subject"))
    return None


def understand(context: Context) -> Answer | None:
    """Read the first line that says something: what is asked (aspect) and of what (subject)."""
    read = context.knowledge.retriever.read
    first, *more = context.question.text.splitlines()
    opening = read(said_instead(first) if context.before.said else first)
    # 你好： on a line of its own is no subject; what stands below it is.
    below = (reading for reading in map(read, more) if reading.subject)
    reading = opening if opening.subject else next(below, opening)
    context.aspect = opening.aspect if reading.aspect is Aspect.GENERAL else reading.aspect
    context.reading = reading
    return None if reading.subject else about_earlier(context)
