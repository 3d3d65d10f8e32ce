"""Why a goal stands as it does, what would clear it, what may be tried, and what needs a coach."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # What is missing
    "Pattern detection is switched off, so stalls are not looked for.": (
        "Das Erkennen von Mustern ist ausgeschaltet, daher wird nach Stillstand nicht gesucht."
    ),
    "Check-ins are planned more than two weeks apart, which is too sparse to judge.": (
        "Zwischen zwei Check-ins liegen mehr als zwei Wochen. Das ist zu wenig, um etwas zu sagen."
    ),
    "The milestones have no days to be reached by yet, so there is no plan to compare with.": (
        "Die Meilensteine haben noch keine Termine, daher gibt es keinen Plan, mit dem sich vergleichen ließe."
    ),
    "No number has been recorded yet in a week that is over.": (
        "In einer vollendeten Woche wurde noch keine Zahl festgehalten."
    ),
    "The client shares no numbers of this goal.": "Zahlen dieses Ziels sind nicht geteilt.",
    "It takes {least:number} check-in weeks over {days:number} days to say anything; there is 1 over "
    "{span:number}.": (
        "Um etwas zu sagen, braucht es {least} Check-in-Wochen in {days} Tagen; bisher ist es eine in {span}."
    ),
    "It takes {least:number} check-in weeks over {days:number} days to say anything; there are {weeks:number} over "
    "{span:number}.": (
        "Um etwas zu sagen, braucht es {least} Check-in-Wochen in {days} Tagen; bisher sind es {weeks} in {span}."
    ),
    "It takes {least:number} check-in weeks over {days:number} days, and half of those expected in the last "
    "{lately:number}, to be surer.": (
        "Sicherer wird es mit {least} Check-in-Wochen in {days} Tagen und der Hälfte der in den letzten "
        "{lately} Tagen vorgesehenen."
    ),
    # Signs
    "There are too few check-in weeks yet to read a pace.": "Für ein Tempo gibt es noch zu wenige Check-in-Wochen.",
    "Over the last {weeks:number} check-in weeks, from {first:day} to {last:day}, progress ran at "
    "{pace:percent} of its planned pace.": (
        "In den letzten {weeks} Check-in-Wochen, vom {first} bis {last}, ging es mit {pace} des geplanten "
        "Tempos voran."
    ),
    "Over the last {weeks:number} check-in weeks, from {first:day} to {last:day}, progress ran at "
    "{pace:percent} of its planned pace, and the goal is on its plan or ahead of it.": (
        "In den letzten {weeks} Check-in-Wochen, vom {first} bis {last}, ging es mit {pace} des geplanten "
        "Tempos voran, und das Ziel ist im Plan oder weiter."
    ),
    "Progress on this goal has been stalled since {since:day}, at least {weeks:number} weeks, and the new "
    "plan has not changed that yet.": (
        "Dieses Ziel steht seit dem {since} still, mindestens {weeks} Wochen, und der neue Plan hat daran "
        "noch nichts geändert."
    ),
    "Progress on this goal has moved away from its target since {since:day}, at least {weeks:number} weeks.": (
        "Seit dem {since}, mindestens {weeks} Wochen, hat sich dieses Ziel von seinem Zielwert entfernt."
    ),
    "Progress on this goal has run at {pace:percent} of its planned pace since {since:day}, at least "
    "{weeks:number} weeks.": (
        "Seit dem {since}, mindestens {weeks} Wochen, ging es mit {pace} des geplanten Tempos voran."
    ),
    "Progress on this goal is not held up at two check-in weeks in a row.": (
        "Dieses Ziel ist nicht in zwei Check-in-Wochen nacheinander aufgehalten."
    ),
    "How heavy weeks feel is not known: there is no reflection from the last {days:number} days.": (
        "Wie schwer sich die Wochen anfühlen, ist nicht bekannt: Aus den letzten {days} Tagen gibt es keinen "
        "Blick auf die Woche."
    ),
    "Weeks have not felt heavy for {weeks:number} in a row: {load:decimal} of 10, smoothed.": (
        "Die Wochen haben sich nicht {weeks}-mal nacheinander schwer angefühlt: {load} von 10, geglättet."
    ),
    "Weeks have felt heavy: {load:decimal} of 10, smoothed, {weeks:number} in a row.": (
        "Die Wochen haben sich schwer angefühlt: {load} von 10, geglättet, {weeks} nacheinander."
    ),
    "Weeks have felt heavy and are only now easing: {load:decimal} of 10, smoothed.": (
        "Die Wochen haben sich schwer angefühlt und werden erst jetzt leichter: {load} von 10, geglättet."
    ),
    "Whether reactions felt bigger than what happened was not told in the last {days:number} days.": (
        "Ob Reaktionen größer waren als ihr Anlass, wurde in den letzten {days} Tagen nicht gesagt."
    ),
    "A reaction felt bigger than what happened in {yes:number} of the last {of:number} answers.": (
        "In {yes} der letzten {of} Antworten war eine Reaktion größer als ihr Anlass."
    ),
    "A reaction felt bigger than what happened in {yes:number} of the last {of:number} answers, last in the "
    "week of {week:day}.": (
        "In {yes} der letzten {of} Antworten war eine Reaktion größer als ihr Anlass, zuletzt in der Woche "
        "vom {week}."
    ),
    "{theme:theme} came up in {times:number} of the last {of:number} check-in weeks ({dates:days}).": (
        "„{theme}“ kam in {times} der letzten {of} Check-in-Wochen vor ({dates})."
    ),
    "The goal was taken up again {times:number} times ({dates:days}).": (
        "Das Ziel wurde {times}-mal wieder aufgenommen ({dates})."
    ),
    "No inner obstacle keeps coming back, and the goal was not put down and taken up again.": (
        "Kein inneres Hindernis kehrt immer wieder, und das Ziel wurde nicht beiseitegelegt und wieder aufgenommen."
    ),
    "One change of approach was tried ({changes:changes}).": "Eine Änderung wurde versucht ({changes}).",
    "{count:counted} changes of approach were tried ({changes:changes}).": (
        "{count} Änderungen wurden versucht ({changes})."
    ),
    "The approach was changed on {on:day}; {days:number} days will show whether that helps.": (
        "Am {on} wurde etwas geändert; nach {days} Tagen zeigt sich, ob das hilft."
    ),
    "No change of approach has been logged for this stall.": (
        "Zu diesem Stillstand ist noch keine Änderung festgehalten."
    ),
    "There are {weeks:number} check-in weeks over {span:number} days, {recent:number} of {expected:number} "
    "expected in the last {lately:number}.": (
        "Es gibt {weeks} Check-in-Wochen in {span} Tagen, {recent} von {expected} vorgesehenen in den letzten "
        "{lately} Tagen."
    ),
    # What would clear it
    "A quarter of the planned pace or more would clear this.": (
        "Ein Viertel des geplanten Tempos oder mehr würde das auflösen."
    ),
    "Three quarters of the plan, averaged over four check-in weeks, would clear this.": (
        "Drei Viertel des Plans, im Mittel von vier Check-in-Wochen, würden das auflösen."
    ),
    "Half the planned pace or more over {weeks:number} check-in weeks, seen at two check-in weeks in a row, "
    "would clear this.": (
        "Das halbe geplante Tempo oder mehr über {weeks} Check-in-Wochen, in zwei Check-in-Wochen "
        "nacheinander gesehen, würde das auflösen."
    ),
    "Half the planned pace or more over {weeks:number} check-in weeks, seen at two check-in weeks in a row, "
    "would clear this; so would reaching the target.": (
        "Das halbe geplante Tempo oder mehr über {weeks} Check-in-Wochen, in zwei Check-in-Wochen "
        "nacheinander gesehen, würde das auflösen; ebenso das Erreichen des Ziels."
    ),
    "Being within {weeks:decimal} planned weeks of the plan would clear this.": (
        "Höchstens {weeks} geplante Wochen Abstand zum Plan würden das auflösen."
    ),
    # What to try
    "Has something changed around this? What is the smallest next step that would still count?": (
        "Hat sich hier etwas verändert? Was ist der kleinste nächste Schritt, der noch zählt?"
    ),
    "This has stood still for a while. That says nothing about effort. What could be made smaller, or "
    "dropped? Your coach can help to look.": (
        "Das steht seit einer Weile still. Über Ihre Mühe sagt das nichts. Was ließe sich kleiner machen oder "
        "weglassen? Ihr Coach kann beim Hinsehen helfen."
    ),
    "Nothing to do yet. Your client is asked what the smallest next step could be.": (
        "Noch nichts zu tun. Ihr Coachee wird gefragt, was der kleinste nächste Schritt sein könnte."
    ),
    "Go through the three hypotheses together, choose one change, and log it: what follows shows then.": (
        "Gehen Sie die drei Vermutungen gemeinsam durch, wählen Sie eine Änderung und halten Sie sie fest: "
        "Dann zeigt sich, was folgt."
    ),
    "Ask first how this has felt. Then choose one change together, a lighter one, and log it.": (
        "Fragen Sie zuerst, wie es sich angefühlt hat. Wählen Sie dann gemeinsam eine Änderung, eine "
        "leichtere, und halten Sie sie fest."
    ),
    "Ask what is in the way, then read the draft. You decide, and your client chooses.": (
        "Fragen Sie, was im Weg ist, und lesen Sie dann den Entwurf. Sie entscheiden, und Ihr Coachee wählt."
    ),
    "Is it still the right goal, at the right size and pace?": (
        "Ist es noch das richtige Ziel, in der richtigen Größe und im richtigen Tempo?"
    ),
    "Is something in the way that a change of approach could move?": (
        "Ist etwas im Weg, das ein anderes Vorgehen bewegen könnte?"
    ),
    "Is there too much to carry just now?": "Ist gerade zu viel zu tragen?",
    "Change the target, the pace or the date: a new plan starts a new stretch.": (
        "Zielwert, Tempo oder Termin ändern: Mit einem neuen Plan beginnt ein neuer Abschnitt."
    ),
    "Make the next step small enough to be done on a bad day.": (
        "Den nächsten Schritt so klein machen, dass er auch an einem schlechten Tag gelingt."
    ),
    "Go about it in another way.": "Anders vorgehen.",
    "Choose another day or hour, one that has worked before.": (
        "Einen anderen Tag oder eine andere Stunde wählen, die schon einmal gepasst hat."
    ),
    "Change the place, the people or the tools around it.": "Den Ort, die Menschen oder die Mittel ändern.",
    "Meet once more, and use the time for this alone.": (
        "Sich einmal zusätzlich treffen und die Zeit allein hierfür verwenden."
    ),
    "Over {weeks:number} weeks, these settings would have flagged {flagged:number} of {clients:number} "
    "clients, {a_week} a week, and drafted a suggestion for {suggested:number}.": (
        "In {weeks} Wochen hätten diese Einstellungen auf {flagged} von {clients} Coachees hingewiesen, "
        "{a_week} in der Woche, und für {suggested} einen Vorschlag entworfen."
    ),
    "Three of these are being worked out already. Please wait for them.": (
        "Drei davon werden bereits berechnet. Bitte warten Sie diese ab."
    ),
    # The caseload
    "Progress keeps stalling.": "Es steht immer wieder still.",
    "Stalled, and it has felt heavy.": "Steht still, und es hat sich schwer angefühlt.",
    "Progress has stalled.": "Steht still.",
    "Progress has slowed.": "Ist langsamer geworden.",
    "Moving as planned.": "Geht voran wie geplant.",
    "Too early to say.": "Noch zu früh, um etwas zu sagen.",
    "Paused. Nothing is sent and nothing counts.": "Pausiert. Nichts wird gesendet, und nichts zählt.",
    "Quiet for three expected check-ins.": "Ruhig seit drei vorgesehenen Check-ins.",
    "A little behind the plan.": "Etwas hinter dem Plan.",
    "On path, and it feels heavy.": "Auf Kurs, und es fühlt sich schwer an.",
    "Nothing shared.": "Nichts geteilt.",
    "No running goal.": "Kein laufendes Ziel.",
    "Asked about support beside coaching.": "Hat nach Unterstützung neben dem Coaching gefragt.",
    "Answered your suggestion.": "Hat auf Ihren Vorschlag geantwortet.",
    "Support beside coaching may help here.": "Unterstützung neben dem Coaching könnte hier helfen.",
    "Answer in your own words, and say what you can point to.": (
        "Antworten Sie in eigenen Worten, und sagen Sie, was Sie nennen können."
    ),
    "Read the answer, and pick it up when you next meet.": (
        "Lesen Sie die Antwort, und greifen Sie sie beim nächsten Treffen auf."
    ),
    "Read the evidence, ask what is in the way, then offer or dismiss.": (
        "Lesen Sie, worauf es sich stützt, fragen Sie, was im Weg ist, und unterbreiten oder verwerfen Sie es dann."
    ),
    "Say what you see: the goal moves, and it weighs. Ask what could be lighter.": (
        "Sagen Sie, was Sie sehen: Das Ziel bewegt sich, und es wiegt schwer. Fragen Sie, was leichter werden "
        "könnte."
    ),
    "A short, friendly question is enough. Silence can mean many things.": (
        "Eine kurze, freundliche Frage genügt. Schweigen kann vieles bedeuten."
    ),
    "They would like to talk about it with you.": "Möchte mit Ihnen darüber sprechen.",
    "They are looking at the options.": "Sieht sich die Möglichkeiten an.",
    "Not now.": "Jetzt nicht.",
    "They ask not to be asked again.": "Bittet darum, nicht wieder gefragt zu werden.",
    "They have support already.": "Hat schon Unterstützung.",
}
