"""A suggestion of support beside coaching, and helplines."""

from collections.abc import Mapping

_CHOICE = (
    "This is not a diagnosis, and it is your choice. Our coaching goes on either way. You can talk it over with "
    "me, look at some options, leave it for now, or tell me not to bring it up again. All of these are fine."
)
_WAHL = (
    "Das ist keine Diagnose, und die Entscheidung liegt bei Ihnen. Unser Coaching geht so oder so weiter. Sie "
    "können mit mir darüber sprechen, sich Möglichkeiten ansehen, es vorerst lassen oder mir sagen, dass ich es "
    "nicht wieder ansprechen soll. All das ist in Ordnung."
)

SENTENCES: Mapping[str, str] = {
    "The client asked about support beside coaching.": "Es wurde nach Unterstützung neben dem Coaching gefragt.",
    "The coach started this.": "Der Coach hat das begonnen.",
    "We have changed the approach on this goal, and you have kept at it. Progress has still not picked up. You "
    "also told me that {felt:felt}. When these go together, more effort or a better plan is often not what is "
    "missing.\n\nSome people find it useful to talk with a therapist beside coaching: coaching is about what to "
    f"do, therapy is about what keeps getting in the way.\n\n{_CHOICE}": (
        "Wir haben bei diesem Ziel das Vorgehen geändert, und Sie sind drangeblieben. Trotzdem geht es nicht "
        "besser voran. Sie haben mir auch gesagt, dass {felt}. Wenn das zusammenkommt, fehlt es oft nicht an mehr "
        "Mühe oder einem besseren Plan.\n\nManchen Menschen hilft es, neben dem Coaching mit einer Therapeutin "
        "oder einem Therapeuten zu sprechen: Coaching handelt davon, was zu tun ist, Therapie davon, was immer "
        f"wieder im Weg steht.\n\n{_WAHL}"
    ),
    "Progress keeps stalling although the approach changed. That can have many reasons, and you know them better "
    "than I do.\n\nSome people find it useful to look at such a goal with a therapist as well, as a different "
    f"kind of conversation. I wanted you to know that this is possible.\n\n{_CHOICE}": (
        "Es kommt immer wieder zum Stillstand, obwohl sich das Vorgehen geändert hat. Das kann viele Gründe "
        "haben, und Sie kennen sie besser als ich.\n\nManchen Menschen hilft es, auf ein solches Ziel auch mit "
        "einer Therapeutin oder einem Therapeuten zu sehen, als eine andere Art von Gespräch. Ich wollte Ihnen "
        f"sagen, dass es das gibt.\n\n{_WAHL}"
    ),
    "You asked about support beside our coaching. Thank you for saying so. Here is what I can point you to, and "
    f"we can go through it together.\n\n{_CHOICE}": (
        "Sie haben nach Unterstützung neben unserem Coaching gefragt. Danke, dass Sie es sagen. Hier ist, was ich "
        f"Ihnen nennen kann, und wir können es gemeinsam durchgehen.\n\n{_WAHL}"
    ),
    "I have been thinking about our last conversations. Some of what you are working on may deserve a kind of "
    f"conversation that coaching is not. A therapist could be a good addition.\n\n{_CHOICE}": (
        "Ich habe über unsere letzten Gespräche nachgedacht. Manches, woran Sie arbeiten, verdient vielleicht "
        "eine Art von Gespräch, die Coaching nicht ist. Eine Therapeutin oder ein Therapeut könnte eine gute "
        f"Ergänzung sein.\n\n{_WAHL}"
    ),
    "24 hours, every day": "rund um die Uhr, jeden Tag",
    "24 hours, every day, free": "rund um die Uhr, jeden Tag, kostenlos",
    "as listed there": "wie dort angegeben",
    "Emergency": "Notruf",
    "Emergency in most of Europe": "Notruf in den meisten Ländern Europas",
    "Find a helpline near you": "Krisenhilfe in Ihrer Nähe finden",
    "Shout: text SHOUT to": "Shout: Nachricht „SHOUT“ an",
    "NHS 111, option 2 (England)": "NHS 111, Auswahl 2 (England)",
}
