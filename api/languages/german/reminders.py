"""Reminders and what became of them, pushes, the pages behind the links of a mail, and entries of a calendar."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "You had left the practice.": "Sie hatten die Praxis verlassen.",
    "No coach was working with you that day.": "An diesem Tag arbeitete kein Coach mit Ihnen.",
    "Reminders were off.": "Erinnerungen waren ausgeschaltet.",
    "Neither a mail nor a notification could reach you.": (
        "Weder eine E-Mail noch eine Mitteilung konnte Sie erreichen."
    ),
    "The day was over before it could be sent.": "Der Tag war vorbei, bevor sie gesendet werden konnte.",
    "You were pausing.": "Sie hatten eine Auszeit.",
    "You had already checked in.": "Sie hatten schon etwas eingetragen.",
    "Nothing was due.": "Es war nichts vorgesehen.",
    "You had been asked about it, and asked again, in this period.": (
        "Sie waren in diesem Zeitraum schon einmal und ein zweites Mal gefragt worden."
    ),
    "There had been a reminder that day.": "An diesem Tag gab es schon eine Erinnerung.",
    "There had been enough reminders in seven days.": "In sieben Tagen gab es genug Erinnerungen.",
    "There had been a notification that day.": "An diesem Tag gab es schon eine Mitteilung.",
    "The last ones stayed without an answer, so they come less often. Any check-in brings them back.": (
        "Die letzten blieben ohne Antwort, daher kommen sie seltener. Jeder Check-in bringt sie zurück."
    ),
    "It would have come in your quiet hours.": "Sie wäre in Ihre Ruhezeit gefallen.",
    "It was withheld by chance, to see whether reminders help. You can opt out of that.": (
        "Sie wurde zufällig zurückgehalten, um zu sehen, ob Erinnerungen helfen. Sie können das ablehnen."
    ),
    "Something went wrong on our side.": "Bei uns ist etwas schiefgegangen.",
    "It was moved to the end of your quiet hours.": "Sie wurde auf das Ende Ihrer Ruhezeit verlegt.",
    "It is on its way.": "Sie ist unterwegs.",
    "Sent as a mail.": "Als E-Mail gesendet.",
    "Sent as a notification.": "Als Mitteilung gesendet.",
    "Sent.": "Gesendet.",
    "It was not sent.": "Sie wurde nicht gesendet.",
    # What a practice's own words may not say
    "“{word}” may be read on a lock screen by anybody. Leave it out.": (
        "„{word}“ kann auf einem Sperrbildschirm von allen gelesen werden. Bitte lassen Sie es weg."
    ),
    "“{word}” presses. People under load read reminders too.": (
        "„{word}“ drängt. Auch Menschen unter Last lesen Erinnerungen."
    ),
    "There is nothing to fill in for {name} here.": "Für {name} gibt es hier nichts einzusetzen.",
    "There is nothing to fill in for {name} here. Use {known}.": (
        "Für {name} gibt es hier nichts einzusetzen. Möglich: {known}."
    ),
    "A curly bracket stands alone.": "Eine geschweifte Klammer steht allein.",
    "One paragraph, without line breaks.": "Ein Absatz, ohne Zeilenumbrüche.",
    "Leave addresses out: the links that belong here are added.": (
        "Bitte keine Adressen: Die Links, die hierher gehören, kommen von selbst dazu."
    ),
    "Strategy time": "Zeit für Strategie",
    "First board pack": "Erste Vorlage für den Vorstand",
    # The words of reminders, to be filled in and filled in
    "{goal}, {time}. How did it go?": "{goal}, {time}. Wie ging es?",
    "Still open: {goal}. Done, partly, not this time, all useful.": (
        "Noch offen: {goal}. Erledigt, teilweise, diesmal nicht: Alles hilft weiter."
    ),
    "{goal}, if there is room for it today. Not this time is an answer too.": (
        "{goal}, wenn heute Raum dafür ist. „Diesmal nicht“ ist auch eine Antwort."
    ),
    "{days} without a check-in. That is information, not a verdict. Pick up today, make it smaller, or pause?": (
        "{days} ohne Check-in. Das ist eine Auskunft, kein Urteil. Heute weitermachen, kleiner machen oder pausieren?"
    ),
    "We’ve moved these to weekly. Change that any time.": (
        "Diese kommen jetzt einmal in der Woche. Das lässt sich jederzeit ändern."
    ),
    "We’ve moved these to monthly. Change that any time.": (
        "Diese kommen jetzt einmal im Monat. Das lässt sich jederzeit ändern."
    ),
    "Coming up: {milestone}, {due}.": "Demnächst: {milestone}, {due}.",
    "{milestone}: reached. What made it work? One line, for later.": (
        "{milestone}: erreicht. Was hat es möglich gemacht? Eine Zeile, für später."
    ),
    # Filled into them
    "Time for your check-in": "Zeit für Ihren Check-in",
    "Open Waymark when it suits you.": "Öffnen Sie Waymark, wann es Ihnen passt.",
    "Your check-in": "Ihr Check-in",
    "A goal you keep to yourself": "Ein Ziel, das Sie für sich behalten",
    "A milestone of yours": "Einer Ihrer Meilensteine",
    "One day": "Ein Tag",
    "{count:counted} days": "{count} Tage",
    "{count:counted} check-ins": "{count} Check-ins",
    "{day:weekday}": "{day}",
    "Notifications arrive here": "Mitteilungen kommen hier an",
    "You asked for this one. Reminders look the same.": (
        "Um diese haben Sie gebeten. Erinnerungen sehen genauso aus."
    ),
    "Done": "Erledigt",
    "Partly": "Teilweise",
    "Not this time": "Diesmal nicht",
    "a number": "eine Zahl",
    "Heavy": "Schwer",
    "Hard": "Mühsam",
    "Okay": "Okay",
    "Good": "Gut",
    "Great": "Bestens",
    # The pages behind the links
    "This link has ended. You can still check in for that day in Waymark itself.": (
        "Dieser Link gilt nicht mehr. In Waymark selbst können Sie diesen Tag weiterhin eintragen."
    ),
    "This link": "Dieser Link",
    "This link does not lead anywhere now.": "Dieser Link führt jetzt nirgendwohin.",
    "Open Waymark": "Waymark öffnen",
    "Check in": "Check-in",
    "How did it feel?": "Wie hat es sich angefühlt?",
    "Just save": "Nur speichern",
    "Save": "Speichern",
    "This checks in for the person whose mail this link came in. If that is not you, close this page.": (
        "Der Eintrag gilt für die Person, in deren E-Mail dieser Link kam. Wenn Sie das nicht sind, schließen "
        "Sie diese Seite."
    ),
    "Nothing is saved until you press a button. You can undo it on the next page.": (
        "Gespeichert wird erst, wenn Sie auf eine Schaltfläche drücken. Auf der nächsten Seite können Sie es "
        "rückgängig machen."
    ),
    "{day:weekday} already has a check-in: {told:outcome}.": "{day}, hat schon einen Check-in: {told}.",
    "Use {outcome:outcome} instead": "Stattdessen „{outcome}“ speichern",
    "Close this page to leave it as it is.": "Schließen Sie diese Seite, um es zu lassen, wie es ist.",
    "Saved": "Gespeichert",
    "Saved: {outcome:outcome}, {day:weekday}.": "Gespeichert: {outcome}, {day}.",
    "{outcome:outcome}, {day:weekday}.": "{outcome}, {day}.",
    "It felt: {felt}.": "Es hat sich so angefühlt: {felt}.",
    "Undo": "Rückgängig machen",
    "You can close this page. More can be added in Waymark.": (
        "Sie können diese Seite schließen. Mehr lässt sich in Waymark ergänzen."
    ),
    "Undone": "Rückgängig gemacht",
    "Undone. Nothing from this link is recorded for {day:weekday}.": (
        "Rückgängig gemacht. Für {day} ist über diesen Link nichts festgehalten."
    ),
    "Save {outcome:outcome} after all": "„{outcome}“ doch speichern",
    "The other links in the mail work too.": "Die anderen Links in der E-Mail gehen auch.",
    "Letters": "Wochenbriefe",
    "Reminders": "Erinnerungen",
    "This letter will not come again.": "Dieser Brief kommt nicht wieder.",
    "You can ask for it again in Waymark under Settings.": (
        "Sie können ihn in Waymark unter Einstellungen wieder anfordern."
    ),
    "Reminders are off.": "Erinnerungen sind aus.",
    "Your goals and check-ins are as they were. You can turn reminders on again in Waymark under Settings.": (
        "Ihre Ziele und Check-ins sind, wie sie waren. In Waymark unter Einstellungen können Sie Erinnerungen "
        "wieder einschalten."
    ),
    "Stop this weekly letter?": "Diesen Wochenbrief abbestellen?",
    "Everything else stays as it is.": "Alles andere bleibt, wie es ist.",
    "Stop this letter": "Diesen Brief abbestellen",
    "Turn reminders off?": "Erinnerungen ausschalten?",
    "No more reminders will come. Your goals and check-ins stay as they are.": (
        "Es kommen keine Erinnerungen mehr. Ihre Ziele und Check-ins bleiben, wie sie sind."
    ),
    "Turn reminders off": "Erinnerungen ausschalten",
    # A calendar
    "Coaching with {other}": "Coaching mit {other}",
    "Appointment": "Termin",
    "Milestone": "Meilenstein",
}
