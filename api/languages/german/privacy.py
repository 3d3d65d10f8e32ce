"""Who sees what, and what is not claimed. The words of consents are versions of their own, in `privacy.rules`."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "A goal with its words, plan, steps and status: you and your coach.": (
        "Ein Ziel mit seinen Worten, seinem Plan, seinen Schritten und seinem Stand: Sie und Ihr Coach."
    ),
    "A goal you keep to yourself: you alone. For your coach it does not exist.": (
        "Ein Ziel, das Sie für sich behalten: nur Sie. Für Ihren Coach gibt es das nicht."
    ),
    "Whether it was done, numbers, days of check-ins, steps reached: you, and your coach unless you say no.": (
        "Ob es erledigt ist, Zahlen, Tage mit Check-ins, erreichte Schritte: Sie, und Ihr Coach, solange Sie "
        "nicht Nein sagen."
    ),
    "How it felt, and your weekly reflection, if you keep them: you, and your coach only if you say so.": (
        "Wie es sich anfühlte und Ihr Blick auf die Woche, falls Sie beides festhalten: Sie, und Ihr Coach "
        "nur, wenn Sie es sagen."
    ),
    "What got in the way: you, and your coach only if you say so.": (
        "Was im Weg war: Sie, und Ihr Coach nur, wenn Sie es sagen."
    ),
    "Your notes, and your reasons for a pause: you, and your coach only if you say so.": (
        "Ihre Notizen und Ihre Gründe für eine Auszeit: Sie, und Ihr Coach nur, wenn Sie es sagen."
    ),
    "What you and your coach answer each other on a check-in: both of you.": (
        "Was Sie und Ihr Coach einander zu einem Check-in antworten: Sie beide."
    ),
    "That a goal rests just now: you and your coach, so that nobody waits for you.": (
        "Dass ein Ziel gerade ruht: Sie und Ihr Coach, damit niemand auf Sie wartet."
    ),
    "Changes of approach that one of you logged: both of you. A note of yours on one counts as a note.": (
        "Änderungen im Vorgehen, die eine oder einer von Ihnen festgehalten hat: Sie beide. Ihre Notiz dazu "
        "gilt als Notiz."
    ),
    "How a goal stands and why: each of you, from what that reader may see.": (
        "Wie es um ein Ziel steht und warum: Sie beide, jeweils aus dem, was Sie oder Ihr Coach sehen dürfen."
    ),
    "A suggestion of support beside coaching: your coach, and you once it is offered. No mail tells of it.": (
        "Ein Vorschlag zu Unterstützung neben dem Coaching: Ihr Coach, und Sie, sobald er Ihnen gemacht wird. "
        "Keine E-Mail berichtet davon."
    ),
    "When you meet: you and your coach.": "Wann Sie sich treffen: Sie und Ihr Coach.",
    "A coach's private notes on you: only the coach who wrote them. Your export contains them.": (
        "Private Notizen eines Coachs über Sie: nur der Coach, der sie geschrieben hat. Ihr Export enthält sie."
    ),
    "When you are reminded, and what became of each reminder: you alone.": (
        "Wann Sie erinnert werden und was aus jeder Erinnerung wurde: nur Sie."
    ),
    "What you share and agreed to: you alone. What is off reads “nothing shared” to your coach.": (
        "Was Sie teilen und wozu Sie zugestimmt haben: nur Sie. Was aus ist, liest Ihr Coach als „nichts geteilt“."
    ),
    "Who read what of yours, and when: you alone.": "Wer was von Ihnen gelesen hat und wann: nur Sie.",
    "Your name and email address: you, your coach and the owner of the practice.": (
        "Ihr Name und Ihre E-Mail-Adresse: Sie, Ihr Coach und die Leitung der Praxis."
    ),
    "A coach can keep private notes on you. In the app nobody but the coach who wrote them reads them: not "
    "you, not another coach, not the owner. They are about you, so you have a right to a copy: your export "
    "contains them. They are erased with everything else of yours. Once that coach works with you no more, "
    "they cannot open them either.": (
        "Ein Coach kann private Notizen über Sie führen. In der App liest sie niemand außer dem Coach, der "
        "sie geschrieben hat: nicht Sie, kein anderer Coach, nicht die Leitung. Sie handeln von Ihnen, also "
        "haben Sie ein Recht auf eine Kopie: Ihr Export enthält sie. Sie werden mit allem anderen von Ihnen "
        "gelöscht. Sobald dieser Coach nicht mehr mit Ihnen arbeitet, kann auch er sie nicht mehr öffnen."
    ),
    "Waymark is not a medical device. It diagnoses nothing and scores nobody.": (
        "Waymark ist kein Medizinprodukt. Es stellt keine Diagnosen und bewertet niemanden."
    ),
    "Nobody watches Waymark in a crisis. Helplines are on the help page.": (
        "In einer Krise schaut niemand auf Waymark. Die Krisenhilfe steht auf der Hilfeseite."
    ),
    "Waymark has no HIPAA certificate, and does not claim to be fit for medical records.": (
        "Waymark hat kein HIPAA-Zertifikat und behauptet nicht, für medizinische Akten geeignet zu sein."
    ),
    "Drafts of a suggestion: your coach decides whether to bring one up, and it is yours to read from then on.": (
        "Entwürfe eines Vorschlags: Ihr Coach entscheidet, ob er einen anspricht; von da an können Sie ihn lesen."
    ),
    "The names of two levels that would give a draft away: they read “stalled” here until a suggestion is "
    "offered.": (
        "Die Namen zweier Stufen, die einen Entwurf verraten würden: Hier heißen sie „steht still“, bis ein "
        "Vorschlag gemacht wird."
    ),
    "Your coach's private notes: the privacy notice says how many there are.": (
        "Private Notizen Ihres Coachs: Wie viele es sind, steht in den Hinweisen zur Privatsphäre."
    ),
    "These words have changed meanwhile. Please read them again.": (
        "Dieser Text hat sich inzwischen geändert. Bitte lesen Sie ihn noch einmal."
    ),
    "There are no such words.": "Diesen Text gibt es nicht.",
    "This is everything that Waymark holds about you.\n\nexport.json      all of it, as Waymark keeps it. You "
    "can bring it into another Waymark with it.\ncheck-ins.csv    your check-ins with their notes and "
    "replies, for a spreadsheet.\n\nNobody but you was given this file, and Waymark deletes its own copy "
    "after a day. Keep it as you would keep a diary.\n": (
        "Das ist alles, was Waymark über Sie aufbewahrt.\n\nexport.json      alles, so wie Waymark es "
        "aufbewahrt. Damit können Sie es in ein anderes Waymark mitnehmen.\ncheck-ins.csv    Ihre Check-ins "
        "mit Notizen und Antworten, für eine Tabelle.\n\nNiemand außer Ihnen hat diese Datei erhalten, und "
        "Waymark löscht seine eigene Kopie nach einem Tag. Bewahren Sie sie auf wie ein Tagebuch.\n"
    ),
}
