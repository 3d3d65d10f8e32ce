"""Mails: their subjects, titles, paragraphs, buttons and last lines."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # Signing in
    "Your Waymark code: {code:number}": "Ihr Code für Waymark: {code}",
    "Your sign-in code": "Ihr Code zur Anmeldung",
    "Type this code where you are signing in, in the same browser:": (
        "Geben Sie diesen Code dort ein, wo Sie sich anmelden, im selben Browser:"
    ),
    "It works once, for {minutes:number} minutes. If you asked in this browser, you can also use the link:": (
        "Er gilt einmal und {minutes} Minuten lang. Wenn Sie ihn in diesem Browser angefordert haben, können "
        "Sie auch den Link verwenden:"
    ),
    "If you did not ask for it, you need do nothing: without this code nobody gets in.": (
        "Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun: Ohne diesen Code kommt niemand hinein."
    ),
    "{browser:browser} on {system}": "{browser} auf {system}",
    "A browser": "Ein Browser",
    # A new way in
    "A passkey was added to your Waymark account": "Zu Ihrem Waymark-Konto kam ein Passkey hinzu",
    "A passkey was added": "Ein Passkey kam hinzu",
    "Somebody signed in as you, and added a passkey. With it they can sign in without a code.": (
        "Jemand hat sich als Sie angemeldet und einen Passkey hinzugefügt. Damit gelingt die Anmeldung ohne Code."
    ),
    "An API token was made in your Waymark account": "In Ihrem Waymark-Konto wurde ein API-Schlüssel erstellt",
    "An API token was made": "Ein API-Schlüssel wurde erstellt",
    "Somebody signed in as you, and made a token with which a program can act for you.": (
        "Jemand hat sich als Sie angemeldet und einen Schlüssel erstellt, mit dem ein Programm für Sie "
        "handeln kann."
    ),
    "If that was you, there is nothing to do.": "Wenn Sie das waren, ist nichts zu tun.",
    "If it was not: open Waymark, remove it under sign-in, and sign out all other devices. If you cannot get "
    "in, your practice can help.": (
        "Wenn nicht: Öffnen Sie Waymark, entfernen Sie ihn unter „Anmeldung“ und melden Sie alle anderen "
        "Geräte ab. Wenn Sie nicht hineinkommen, kann Ihre Praxis helfen."
    ),
    # An invitation
    "{inviter} invites you to {practice}": "{inviter} lädt Sie in {practice} ein",
    "You are invited to {practice}": "Sie sind in {practice} eingeladen",
    "{inviter} invites you to {practice} in Waymark, as {roles:roles}.": (
        "{inviter} lädt Sie bei Waymark in {practice} ein, als {roles}."
    ),
    "Waymark is where coaching goes on between two meetings: your goals, short check-ins, and what you "
    "agreed.": (
        "In Waymark geht Coaching zwischen zwei Treffen weiter: Ihre Ziele, kurze Check-ins und was Sie "
        "vereinbart haben."
    ),
    "What your coach sees: your goals, whether you did what you planned, and the numbers you enter. How it "
    "felt, what was in the way and your notes stay with you unless you share them. You can change all of this "
    "at any time, and keep a goal to yourself.": (
        "Was Ihr Coach sieht: Ihre Ziele, ob Sie getan haben, was Sie vorhatten, und die Zahlen, die Sie "
        "eintragen. Wie es sich anfühlte, was im Weg war und Ihre Notizen bleiben bei Ihnen, bis Sie sie "
        "teilen. Sie können all das jederzeit ändern und ein Ziel für sich behalten."
    ),
    "Look at the invitation": "Einladung ansehen",
    "The link is for you alone: it works once, within {days:number} days. Nothing is made for you until you "
    "accept; if you would rather not, you need do nothing. Answers to this mail go to {inviter}.": (
        "Der Link ist nur für Sie: Er gilt einmal, {days} Tage lang. Für Sie wird nichts angelegt, bis Sie "
        "annehmen; wenn Sie lieber nicht möchten, brauchen Sie nichts zu tun. Antworten auf diese E-Mail "
        "gehen an {inviter}."
    ),
    # People and their places
    "Your coaching in Waymark has changed": "Ihr Coaching in Waymark hat sich geändert",
    "Your coaching has changed": "Ihr Coaching hat sich geändert",
    "Who you work with in Waymark has changed. The app shows how it is now.": (
        "Mit wem Sie in Waymark arbeiten, hat sich geändert. Die App zeigt, wie es jetzt ist."
    ),
    "You get this because you belong to a practice in Waymark.": (
        "Sie erhalten dies, weil Sie in Waymark zu einer Praxis gehören."
    ),
    "Open it": "Öffnen",
    "You no longer belong to {practice} in Waymark": "Sie gehören in Waymark nicht mehr zu {practice}",
    "Your access has ended": "Ihr Zugang ist beendet",
    "You no longer belong to {practice} in Waymark. You are signed out of it everywhere, its reminders have "
    "ended, and no coach there sees anything of yours any more.": (
        "Sie gehören in Waymark nicht mehr zu {practice}. Sie sind dort überall abgemeldet, die Erinnerungen "
        "haben geendet, und kein Coach dort sieht noch etwas von Ihnen."
    ),
    "What you wrote is not deleted by this. For a copy of it, or to have it erased, answer this mail.": (
        "Was Sie geschrieben haben, ist damit nicht gelöscht. Für eine Kopie oder um es löschen zu lassen, "
        "antworten Sie auf diese E-Mail."
    ),
    # Addresses
    "Is this your new address?": "Ist das Ihre neue Adresse?",
    "Somebody wants to sign in to Waymark with this address from now on. If it is you, type:": (
        "Jemand möchte sich von jetzt an mit dieser Adresse bei Waymark anmelden. Wenn Sie das sind, geben Sie ein:"
    ),
    "It works once, for {minutes:number} minutes, where you asked for it. If that was not you, you need do "
    "nothing: without this code nothing changes.": (
        "Er gilt einmal, {minutes} Minuten lang, dort, wo Sie ihn angefordert haben. Wenn Sie das nicht "
        "waren, brauchen Sie nichts zu tun: Ohne diesen Code ändert sich nichts."
    ),
    "This address now signs you in to Waymark": "Mit dieser Adresse melden Sie sich jetzt bei Waymark an",
    "Your address has changed": "Ihre Adresse hat sich geändert",
    "From now on you sign in to Waymark with this address, and mails come here.": (
        "Von jetzt an melden Sie sich mit dieser Adresse bei Waymark an, und E-Mails kommen hierher."
    ),
    "Your address in Waymark has changed": "Ihre Adresse in Waymark hat sich geändert",
    "From now on you sign in to Waymark with another address, and mails go there. If that was you, you need "
    "do nothing.": (
        "Von jetzt an melden Sie sich mit einer anderen Adresse bei Waymark an, und E-Mails gehen dorthin. "
        "Wenn Sie das waren, brauchen Sie nichts zu tun."
    ),
    "If it was not you, have it undone: this address signs you in again, and every device is signed out.": (
        "Wenn Sie das nicht waren, lassen Sie es rückgängig machen: Dann melden Sie sich wieder mit dieser "
        "Adresse an, und alle Geräte werden abgemeldet."
    ),
    "This was not me": "Das war ich nicht",
    "The link works for {days:number} days.": "Der Link gilt {days} Tage lang.",
    "Another address is to sign you in to Waymark": (
        "Sie sollen sich mit einer anderen Adresse bei Waymark anmelden"
    ),
    "Is this what you want?": "Möchten Sie das?",
    "{practice} has been told that you cannot reach this mailbox any more, and has asked Waymark to sign you "
    "in with another address from {at:moment} on.": (
        "{practice} hat erfahren, dass Sie dieses Postfach nicht mehr erreichen, und Waymark gebeten, Sie ab "
        "{at} mit einer anderen Adresse anzumelden."
    ),
    "If you asked for it, you need do nothing. If not, say so: nothing is changed then, and the practice "
    "cannot ask again for a month.": (
        "Wenn Sie darum gebeten haben, brauchen Sie nichts zu tun. Wenn nicht, sagen Sie es: Dann wird nichts "
        "geändert, und die Praxis kann einen Monat lang nicht wieder darum bitten."
    ),
    "I did not ask for this": "Darum habe ich nicht gebeten",
    "This address is to sign you in to Waymark": "Sie sollen sich mit dieser Adresse bei Waymark anmelden",
    "In a few days": "In einigen Tagen",
    "{practice} has asked Waymark to sign you in with this address from {at:moment} on. Until then nothing "
    "changes: the wait lets somebody object whose address it should have stayed.": (
        "{practice} hat Waymark gebeten, Sie ab {at} mit dieser Adresse anzumelden. Bis dahin ändert sich "
        "nichts: In dieser Zeit kann widersprechen, wessen Adresse es hätte bleiben sollen."
    ),
    "If you do not know what this is about, you need do nothing.": (
        "Wenn Sie nicht wissen, worum es geht, brauchen Sie nichts zu tun."
    ),
    "An address in your practice is to change": "In Ihrer Praxis soll sich eine Adresse ändern",
    "An address is to change": "Eine Adresse soll sich ändern",
    "In {practice}, somebody who cannot reach their mailbox is to sign in with another address from "
    "{at:moment} on. You are told because you work with them or run the practice. If it surprises you, ask "
    "them.": (
        "In {practice} soll sich jemand, der sein Postfach nicht erreicht, ab {at} mit einer anderen Adresse "
        "anmelden. Sie erfahren das, weil Sie mit dieser Person arbeiten oder die Praxis leiten. Wenn es Sie "
        "überrascht, fragen Sie sie."
    ),
    "The change of your address in Waymark was undone": (
        "Die Änderung Ihrer Adresse in Waymark wurde rückgängig gemacht"
    ),
    "The earlier address stands": "Die frühere Adresse gilt",
    "Somebody with the earlier address objected to the change. It signs in again, and every device was signed "
    "out to be safe.": (
        "Unter der früheren Adresse wurde der Änderung widersprochen. Sie gilt wieder, und zur Sicherheit "
        "wurden alle Geräte abgemeldet."
    ),
    "Mail to one of your clients comes back": "E-Mails an Ihren Coachee kommen zurück",
    "Mail to {name} comes back": "E-Mails an {name} kommen zurück",
    "Their mail server says that the address does not take mail. Until that is put right, no reminders reach "
    "them by email.": (
        "Der Mailserver sagt, dass die Adresse keine E-Mails annimmt. Bis das behoben ist, kommen dort keine "
        "Erinnerungen per E-Mail an."
    ),
    "Perhaps the address has changed. It is worth asking when you next speak.": (
        "Vielleicht hat sich die Adresse geändert. Es lohnt sich, beim nächsten Gespräch zu fragen."
    ),
    "Asking for a sign-in code tries the address again, and mail goes on if that one arrives.": (
        "Wer einen Code zur Anmeldung anfordert, lässt die Adresse noch einmal versuchen; kommt er an, gehen "
        "E-Mails wieder."
    ),
    # Erasure
    "Everything of yours in Waymark is to be erased": "Alles von Ihnen in Waymark soll gelöscht werden",
    "Somebody signed in as you, and asked Waymark to erase everything of yours on {at:moment}.": (
        "Jemand hat sich als Sie angemeldet und Waymark gebeten, alles von Ihnen am {at} zu löschen."
    ),
    "If that was you, there is nothing to do. Until then you can change your mind.": (
        "Wenn Sie das waren, ist nichts zu tun. Bis dahin können Sie es sich anders überlegen."
    ),
    "Keep everything": "Alles behalten",
    "If it was not you: keep everything there, and sign out all other devices under sign-in. If you cannot "
    "get in, your practice can help.": (
        "Wenn Sie das nicht waren: Behalten Sie dort alles, und melden Sie unter „Anmeldung“ alle anderen "
        "Geräte ab. Wenn Sie nicht hineinkommen, kann Ihre Praxis helfen."
    ),
    # Replies, reminders and letters
    "A reply is waiting in Waymark": "In Waymark wartet eine Antwort",
    "Somebody replied to you": "Jemand hat Ihnen geantwortet",
    "There is a reply on a check-in. It can be read in Waymark alone.": (
        "Zu einem Check-in gibt es eine Antwort. Lesen lässt sie sich nur in Waymark."
    ),
    "You can turn these mails off.": "Sie können diese E-Mails ausschalten.",
    "Open Settings": "Einstellungen öffnen",
    "You asked to be reminded at this time.": "Um diese Zeit wollten Sie erinnert werden.",
    "Reply to this mail and your coach reads it.": "Antworten Sie auf diese E-Mail, dann liest es Ihr Coach.",
    "For seven days, whoever has this mail can check in with its links, for that day and nothing else. Each "
    "can be undone.": (
        "Sieben Tage lang kann mit den Links etwas eintragen, wer diese E-Mail hat, für diesen Tag und nichts "
        "sonst. Jeder Eintrag lässt sich rückgängig machen."
    ),
    "Your week in Waymark": "Ihre Woche in Waymark",
    "The week from {monday:day}": "Die Woche vom {monday}",
    "You checked in on {days:on_days}: {told:told}.": "Sie haben an {days} etwas eingetragen: {told}.",
    "A milestone was reached.": "Ein Meilenstein wurde erreicht.",
    "{count:number} milestones were reached.": "{count} Meilensteine wurden erreicht.",
    "The whole picture, week by week, is in Waymark.": "Das ganze Bild, Woche für Woche, finden Sie in Waymark.",
    "Look back": "Zurückblicken",
    "You asked for this once a week.": "Sie wollten das einmal in der Woche.",
    "Stop these letters": "Diese Briefe abbestellen",
    "Who to look at first": "Wo Sie zuerst hinsehen können",
    **{
        f"{english}: {{names:names}}.": f"{german}: {{names}}."
        for english, german in (
            ("Worth a conversation", "Ein Gespräch wert"),
            ("Quiet lately", "Zuletzt ruhig"),
            (
                "Reminders come once a month now, for want of an answer",
                "Erinnerungen kommen nun einmal im Monat, weil Antworten ausblieben",
            ),
            ("No appointment booked", "Kein Termin vereinbart"),
        )
    },
    "Open your caseload": "Ihre Coachees öffnen",
    "The reasons are in Waymark, each as its client shares it.": (
        "Die Gründe stehen in Waymark, jeweils so, wie sie geteilt sind."
    ),
    "This comes on Mondays, when there is something to say.": "Das kommt montags, wenn es etwas zu sagen gibt.",
    "Stop this digest": "Diese Übersicht abbestellen",
}
