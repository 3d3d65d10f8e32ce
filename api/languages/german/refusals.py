"""Why something was not done."""

from collections.abc import Mapping

OF_REQUESTS: Mapping[str, str] = {
    "That did not work.": "Das hat nicht geklappt.",
    "There is nothing here that you can see.": "Hier ist nichts, was Sie sehen können.",
    "Please sign in.": "Bitte melden Sie sich an.",
    "Your role does not include this.": "Ihre Rolle umfasst das nicht.",
    "For this, please sign in once more: it protects your account. Nothing was changed.": (
        "Bitte melden Sie sich dafür noch einmal an: Das schützt Ihr Konto. Nichts wurde geändert."
    ),
    "Your practice asks coaches to sign in with a passkey. Register a passkey first.": (
        "Ihre Praxis bittet Coachs, sich mit einem Passkey anzumelden. Fügen Sie zuerst einen Passkey hinzu."
    ),
    "Your practice asks coaches to sign in with a passkey. Sign in with yours.": (
        "Ihre Praxis bittet Coachs, sich mit einem Passkey anzumelden. Melden Sie sich mit Ihrem an."
    ),
    "Some of this needs another look. Nothing was changed.": (
        "Einiges davon braucht noch einen Blick. Nichts wurde geändert."
    ),
    "This does not fit what is already there.": "Das passt nicht zu dem, was schon da ist.",
    "This was undone.": "Das wurde rückgängig gemacht.",
    "Somebody changed this in the meantime. Nothing was overwritten: read it again, then decide.": (
        "Das wurde inzwischen geändert. Nichts wurde überschrieben: Lesen Sie es noch einmal, und entscheiden "
        "Sie dann."
    ),
    "Say which version you are changing: send the ETag you read as If-Match.": (
        "Sagen Sie, welche Fassung Sie ändern: Senden Sie das gelesene ETag als If-Match."
    ),
    "That was a lot in a short time. Please wait a few minutes and try again.": (
        "Das war viel in kurzer Zeit. Bitte warten Sie einige Minuten, und versuchen Sie es dann noch einmal."
    ),
    "The request could not be read. JSON is expected.": "Die Anfrage ließ sich nicht lesen. Erwartet wird JSON.",
    "This address does not take that method.": "Diese Adresse nimmt diese Methode nicht an.",
    "That is too large. At most 64 kB can be sent at once.": "Das ist zu groß. Höchstens 64 kB gehen auf einmal.",
    "That is too large. A file may have {most:number} MB.": "Das ist zu groß. Eine Datei darf {most} MB haben.",
    "JSON is expected (Content-Type: application/json).": "Erwartet wird JSON (Content-Type: application/json).",
    "The file that Waymark exported is expected (Content-Type: application/zip).": (
        "Erwartet wird die Datei, die Waymark exportiert hat (Content-Type: application/zip)."
    ),
    "Something went wrong on our side. Nothing was changed.": (
        "Bei uns ist etwas schiefgegangen. Nichts wurde geändert."
    ),
    "There is no room left to save this just now. Keep it; it can be sent again.": (
        "Gerade ist kein Platz, um das zu speichern. Behalten Sie es; es lässt sich noch einmal senden."
    ),
    "Busy just now. Nothing was lost; please try again.": (
        "Gerade ist viel zu tun. Nichts ging verloren; bitte versuchen Sie es noch einmal."
    ),
    "This was sent from another site. Nothing was changed.": (
        "Das kam von einer anderen Website. Nichts wurde geändert."
    ),
    "This id belongs to something else. Make a new one.": (
        "Diese Kennung gehört zu etwas anderem. Bilden Sie eine neue."
    ),
    "This id belongs to a check-in of another goal. Make a new one.": (
        "Diese Kennung gehört zu einem Check-in eines anderen Ziels. Bilden Sie eine neue."
    ),
    "This id belongs to a reply elsewhere. Make a new one.": (
        "Diese Kennung gehört zu einer anderen Antwort. Bilden Sie eine neue."
    ),
    "This id belongs to another reflection. Make a new one.": (
        "Diese Kennung gehört zu einem anderen Blick auf die Woche. Bilden Sie eine neue."
    ),
    "This id belongs to another milestone. Make a new one.": (
        "Diese Kennung gehört zu einem anderen Meilenstein. Bilden Sie eine neue."
    ),
    "This id was used a moment ago. Make a new one.": "Diese Kennung wurde eben verwendet. Bilden Sie eine neue.",
    "This id was used a moment ago for something else. Make a new one.": (
        "Diese Kennung wurde eben für etwas anderes verwendet. Bilden Sie eine neue."
    ),
    "Something here changed at the same moment. Please try again.": (
        "Hier hat sich im selben Moment etwas geändert. Bitte versuchen Sie es noch einmal."
    ),
}

OF_PEOPLE: Mapping[str, str] = {
    # Signing in
    "That code is not right here, or no longer valid. Use the latest mail, in the browser in which you asked, "
    "or ask for a new code.": (
        "Dieser Code stimmt hier nicht oder gilt nicht mehr. Verwenden Sie die neueste E-Mail, in dem "
        "Browser, in dem Sie ihn angefordert haben, oder fordern Sie einen neuen an."
    ),
    "That code is not right, or no longer valid. Use the latest mail, or ask for a new code.": (
        "Dieser Code stimmt nicht oder gilt nicht mehr. Verwenden Sie die neueste E-Mail, oder fordern Sie "
        "einen neuen an."
    ),
    "That passkey did not work here. Try once more, or sign in with a code.": (
        "Dieser Passkey hat hier nicht funktioniert. Versuchen Sie es noch einmal, oder melden Sie sich mit "
        "einem Code an."
    ),
    "This passkey could not be added. Please begin again.": (
        "Dieser Passkey ließ sich nicht hinzufügen. Bitte beginnen Sie noch einmal."
    ),
    "Your practice asks coaches for a passkey. Add another one first.": (
        "Ihre Praxis bittet Coachs um einen Passkey. Fügen Sie zuerst einen anderen hinzu."
    ),
    "You have {most:number} passkeys, which is all that one person can.": (
        "Sie haben {most} Passkeys; mehr kann eine Person nicht haben."
    ),
    "You have {most:number} tokens, which is all that one person can. Remove one first.": (
        "Sie haben {most} Schlüssel; mehr kann eine Person nicht haben. Entfernen Sie zuerst einen."
    ),
    "No API token reaches this: it is for people who are signed in.": (
        "Kein API-Schlüssel reicht hierher: Das ist für Menschen, die angemeldet sind."
    ),
    "This API token does not have the scope {scope}.": "Dieser API-Schlüssel umfasst {scope} nicht.",
    "This API token is not known, or no longer valid.": (
        "Dieser API-Schlüssel ist nicht bekannt oder gilt nicht mehr."
    ),
    "Browsers have no passkeys for {origin}: that takes a name, and https.": (
        "Browser haben für {origin} keine Passkeys: Dazu braucht es einen Namen und https."
    ),
    "Add a passkey of your own first, or you would shut yourself out.": (
        "Fügen Sie zuerst selbst einen Passkey hinzu, sonst würden Sie sich aussperren."
    ),
    "Sign in with your own passkey first: that shows that it works here.": (
        "Melden Sie sich zuerst mit Ihrem eigenen Passkey an: Das zeigt, dass er hier funktioniert."
    ),
    # Addresses
    "This link is no longer open: it was used, or is too old. If your address changed and should not have, "
    "your practice can help.": (
        "Dieser Link gilt nicht mehr: Er wurde verwendet oder ist zu alt. Wenn sich Ihre Adresse geändert hat "
        "und das nicht sollte, kann Ihre Praxis helfen."
    ),
    "This address signs somebody else in. Use another one.": (
        "Mit dieser Adresse meldet sich jemand anderes an. Verwenden Sie eine andere."
    ),
    "Your own address you change yourself, by a code.": "Ihre eigene Adresse ändern Sie selbst, mit einem Code.",
    "A practice can do this only for people who belong to no other practice. They can change their address "
    "themselves while they are signed in somewhere; otherwise, write to whoever runs this Waymark.": (
        "Eine Praxis kann das nur für Personen tun, die zu keiner anderen Praxis gehören. Diese können ihre "
        "Adresse selbst ändern, solange sie irgendwo angemeldet sind; schreiben Sie sonst an die Stelle, die "
        "dieses Waymark betreibt."
    ),
    "This is the address they have.": "Das ist die jetzige Adresse.",
    "They have objected to this. It can be asked for again {days:number} days after that.": (
        "Dem wurde widersprochen. Darum gebeten werden kann wieder {days} Tage danach."
    ),
    # People and their places
    "An engagement cannot end before it began.": "Eine Zusammenarbeit kann nicht enden, bevor sie begann.",
    "Engagements are ended by the client or by whoever owns the practice.": (
        "Eine Zusammenarbeit beendet der Coachee oder die Leitung der Praxis."
    ),
    "Your practice lengthens engagements.": "Verlängern kann eine Zusammenarbeit nur Ihre Praxis.",
    "No engagement of this client that still lasts has this id.": (
        "Keine laufende Zusammenarbeit dieses Coachees hat diese Kennung."
    ),
    "This coach already works with this client.": "Dieser Coach arbeitet schon mit diesem Coachee.",
    "Nobody in this practice has this id and role.": "In dieser Praxis hat niemand diese Kennung und Rolle.",
    "This person belongs to the practice, or did: then they come back by an invitation.": (
        "Diese Person gehört zur Praxis oder gehörte dazu: Dann kommt sie mit einer Einladung zurück."
    ),
    "This is the last owner of the practice. Make somebody else an owner first. Nothing was changed.": (
        "Das ist die letzte Leitung der Praxis. Geben Sie die Leitung zuerst auch jemand anderem. Nichts "
        "wurde geändert."
    ),
    "Some lines need another look. Nobody was added.": (
        "Einige Zeilen brauchen noch einen Blick. Niemand wurde hinzugefügt."
    ),
    "Somebody in this file was added a moment ago. Look at the preview again.": (
        "Jemand aus dieser Datei wurde eben hinzugefügt. Sehen Sie sich die Vorschau noch einmal an."
    ),
    "{most:number} invitations can be sent in a day, and {left:number} are left today. Nothing was sent.": (
        "{most} Einladungen gehen an einem Tag, und {left} sind heute noch übrig. Nichts wurde gesendet."
    ),
    "Coaches invite clients; whoever owns the practice invites everybody else.": (
        "Coachs laden Coachees ein; alle anderen lädt die Leitung der Praxis ein."
    ),
    "Only a client has a coach.": "Nur ein Coachee hat einen Coach.",
    "This person already belongs to the practice in that way.": (
        "Diese Person gehört schon auf diese Weise zur Praxis."
    ),
    "No coach of yours has this id.": "Kein Coach Ihrer Praxis hat diese Kennung.",
    "Say whose clients these are.": "Sagen Sie, wessen Coachees das sind.",
    "This invitation is no longer open: it was used or withdrawn, or is more than {days:number} days old. "
    "Whoever invited you can send another.": (
        "Diese Einladung gilt nicht mehr: Sie wurde verwendet oder zurückgezogen oder ist mehr als {days} "
        "Tage alt. Wer Sie eingeladen hat, kann eine neue senden."
    ),
    "This invitation went to {hint}. Type that address.": (
        "Diese Einladung ging an {hint}. Geben Sie diese Adresse ein."
    ),
    "A client needs the address of a coach in the practice.": (
        "Ein Coachee braucht die Adresse eines Coachs der Praxis."
    ),
    "No owner has this address.": "Keine Leitung hat diese Adresse.",
    "Say which practice, by its name or id: {theirs}.": (
        "Sagen Sie, welche Praxis, mit Namen oder Kennung: {theirs}."
    ),
    "No client has this id or address.": "Kein Coachee hat diese Kennung oder Adresse.",
    "This address belongs to several practices: name the client by their id.": (
        "Diese Adresse gehört zu mehreren Praxen: Nennen Sie den Coachee mit der Kennung."
    ),
    # Browsers that take notifications
    "A browser is added by itself, signed in.": "Ein Browser wird von sich selbst hinzugefügt, angemeldet.",
    "This is not the key of a browser.": "Das ist nicht der Schlüssel eines Browsers.",
    "This is not the secret of a browser.": "Das ist nicht das Geheimnis eines Browsers.",
    "This is not an address that a push service gives out.": (
        "Das ist keine Adresse, wie ein Dienst für Mitteilungen sie vergibt."
    ),
    "This is not a web address.": "Das ist keine Webadresse.",
    "A push address holds no name and no password.": (
        "Eine Adresse für Mitteilungen enthält keinen Namen und kein Passwort."
    ),
    "A push address begins with https:// and names no port.": (
        "Eine Adresse für Mitteilungen beginnt mit https:// und nennt keinen Port."
    ),
    "This push service is not known here.": "Dieser Dienst für Mitteilungen ist hier nicht bekannt.",
    "No browser of yours takes notifications yet.": "Noch kein Browser von Ihnen nimmt Mitteilungen an.",
}

OF_ROWS: Mapping[str, str] = {
    # Appointments and notes
    "Your coach arranges appointments.": "Termine vereinbart Ihr Coach.",
    "Your coach changes appointments.": "Termine ändert Ihr Coach.",
    "This appointment is still to come.": "Dieser Termin steht noch bevor.",
    "A coach keeps notes on their clients.": "Notizen führt ein Coach über die eigenen Coachees.",
    "You can keep at most {most:number} notes on a client.": (
        "Sie können höchstens {most} Notizen über einen Coachee führen."
    ),
    # Goals
    "Say whose goals.": "Sagen Sie, wessen Ziele.",
    "Only the client can keep a goal to themselves.": "Nur der Coachee selbst kann ein Ziel für sich behalten.",
    "The client shares no numbers of this goal: only they mark a step.": (
        "Zahlen dieses Ziels sind nicht geteilt: Nur der Coachee selbst kennzeichnet einen Schritt."
    ),
    "A goal has at most {most:number} milestones.": "Ein Ziel hat höchstens {most} Meilensteine.",
    "Name every milestone of the goal once.": "Nennen Sie jeden Meilenstein des Ziels einmal.",
    "The client is on this programme already.": "Der Coachee ist schon in diesem Programm.",
    "The client was put on this programme a moment ago.": "Der Coachee kam eben in dieses Programm.",
    "The practice has no such template.": "Die Praxis hat keine solche Vorlage.",
    "Days go with a release after a delay, and only there.": (
        "Tage gehören zu einer Freigabe nach einer Frist, und nur dorthin."
    ),
    "A day goes with a release by date, and only there.": (
        "Ein Tag gehört zu einer Freigabe an einem Tag, und nur dorthin."
    ),
    # Check-ins and pauses
    "Only clients themselves check in.": "Nur Coachees selbst tragen etwas ein.",
    "Only clients themselves undo a check-in.": "Nur Coachees selbst machen einen Check-in rückgängig.",
    "Only clients themselves excuse their days.": "Nur Coachees selbst nehmen sich Tage frei.",
    "Say how it went, or give a number.": "Sagen Sie, wie es ging, oder nennen Sie eine Zahl.",
    "This day has not come yet where the client is.": (
        "Dieser Tag ist dort, wo der Coachee ist, noch nicht gekommen."
    ),
    "Days from {year:number} on can be filled in.": "Nachtragen lassen sich Tage ab {year}.",
    "Days from {year:number} on can be excused.": "Freinehmen lassen sich Tage ab {year}.",
    "Weeks from {year:number} on can be filled in.": "Nachtragen lassen sich Wochen ab {year}.",
    "This week has not begun yet.": "Diese Woche hat noch nicht begonnen.",
    "A pause ends on or after the day it begins.": (
        "Eine Auszeit endet an dem Tag, an dem sie beginnt, oder danach."
    ),
    "This check-in was undone after it was recorded. Nothing was changed.": (
        "Dieser Check-in wurde rückgängig gemacht, nachdem er festgehalten war. Nichts wurde geändert."
    ),
    "Reflections are kept once you agree to keep feelings, under Settings.": (
        "Ein Blick auf die Woche wird aufbewahrt, sobald Sie unter Einstellungen zustimmen, Gefühle aufzubewahren."
    ),
    "Only whoever wrote a reply changes it.": "Eine Antwort ändert nur, wer sie geschrieben hat.",
    # Stalls and suggestions
    "Log a change on the day it was made; this day has not come yet, or lies too far back.": (
        "Halten Sie eine Änderung an dem Tag fest, an dem sie begann; dieser Tag ist noch nicht gekommen oder "
        "liegt zu weit zurück."
    ),
    "Only the one who logged a change can correct it.": "Eine Änderung berichtigt nur, wer sie festgehalten hat.",
    "What a coach makes of a stall is the coach's to say.": (
        "Was von einem Stillstand zu halten ist, sagt hier der Coach."
    ),
    "This goal is not stalled any more.": "Dieses Ziel steht nicht mehr still.",
    "Answer as many of the six as you like.": "Beantworten Sie so viele der sechs, wie Sie mögen.",
    "Your client answered this themselves. Only they can change it.": (
        "Das hat Ihr Coachee selbst beantwortet und kann es nur selbst ändern."
    ),
    "Open this one: a draft is offered or dismissed, a request is answered.": (
        "Öffnen Sie dies: Ein Entwurf wird unterbreitet oder verworfen, eine Bitte wird beantwortet."
    ),
    "There is no such goal: {goal}.": "Dieses Ziel gibt es nicht: {goal}.",
    "This suggestion is {state}; that step is no longer open.": (
        "Dieser Vorschlag ist schon weiter; dieser Schritt ist nicht mehr möglich."
    ),
    "Your client has not agreed to patterns being looked for, so nothing of this kind is kept about them. "
    "Speak with them; they can ask for support themselves at any time.": (
        "Ihr Coachee hat der Suche nach Mustern nicht zugestimmt, also wird nichts davon aufbewahrt. Sprechen "
        "Sie miteinander; um Unterstützung bitten kann Ihr Coachee jederzeit selbst."
    ),
    "What was written here rested on how things felt. That is no longer kept, and neither are these words.": (
        "Was hier stand, beruhte darauf, wie sich etwas anfühlte. Das wird nicht mehr aufbewahrt, und diese "
        "Worte auch nicht."
    ),
    "A coach offers; a client answers.": "Ein Coach unterbreitet; ein Coachee antwortet.",
    "A coach dismisses; a client answers.": "Ein Coach verwirft; ein Coachee antwortet.",
    "Your client asked for this. Answer it in your own words: offer what you can point to.": (
        "Ihr Coachee hat darum gebeten. Antworten Sie in eigenen Worten: Bieten Sie an, was Sie nennen können."
    ),
    "Only the client answers.": "Nur der Coachee antwortet.",
    "Your client asked not to be asked again. They can ask for it themselves at any time.": (
        "Ihr Coachee möchte nicht wieder gefragt werden. Darum bitten kann Ihr Coachee jederzeit selbst."
    ),
    "A draft is dismissed, with a reason, or offered.": (
        "Ein Entwurf wird mit einem Grund verworfen oder unterbreitet."
    ),
    "What came of it is the client's to tell.": "Was daraus wurde, erzählt nur der Coachee.",
    "Nothing has been offered yet.": "Noch wurde nichts unterbreitet.",
}
