"""What is wrong with a field that was filled in."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # marshmallow's own
    "Field may not be null.": "Hier fehlt eine Angabe.",
    "Missing data for required field.": "Hier fehlt eine Angabe.",
    "Unknown field.": "Dieses Feld gibt es nicht.",
    "Invalid input type.": "Das hat nicht die richtige Form.",
    "Invalid input.": "Das hat nicht die richtige Form.",
    "Invalid type.": "Das hat nicht die richtige Form.",
    "Invalid value.": "Dieser Wert geht hier nicht.",
    "Not a valid URL.": "Das ist keine Webadresse.",
    "Not a valid UUID.": "Das ist keine gültige Kennung.",
    "Not a valid boolean.": "Hier geht nur Ja oder Nein.",
    "Not a valid date.": "Das ist kein Tag.",
    "Not a valid time.": "Das ist keine Uhrzeit.",
    "Not a valid datetime.": "Das ist kein Zeitpunkt.",
    "Not a valid aware datetime.": "Das ist kein Zeitpunkt.",
    "Not a valid email address.": "Das ist keine E-Mail-Adresse.",
    "Not a valid integer.": "Das ist keine ganze Zahl.",
    "Not a valid list.": "Hier wird eine Liste erwartet.",
    "Not a valid mapping type.": "Das hat nicht die richtige Form.",
    "Not a valid number.": "Das ist keine Zahl.",
    "Not a valid string.": "Hier wird Text erwartet.",
    "Not a valid utf-8 string.": "Hier wird Text erwartet.",
    "Number too large.": "Diese Zahl ist zu groß.",
    "Special numeric values (nan or infinity) are not permitted.": "Das ist keine gewöhnliche Zahl.",
    "String does not match expected pattern.": "Das hat nicht die richtige Form.",
    "Shorter than minimum length {least:number}.": "Das ist zu kurz: mindestens {least}.",
    "Longer than maximum length {most:number}.": "Das ist zu lang: höchstens {most}.",
    "Length must be between {least:number} and {most:number}.": (
        "Die Länge muss zwischen {least} und {most} liegen."
    ),
    "Length must be {exactly:number}.": "Die Länge muss {exactly} sein.",
    "Must be one of: {choices}.": "Möglich sind: {choices}.",
    "Must be equal to {other}.": "Hier geht nur {other}.",
    "Must be greater than or equal to {least} and less than or equal to {most}.": (
        "Der Wert muss von {least} bis {most} gehen."
    ),
    "Must be greater than or equal to {least}.": "Der Wert muss mindestens {least} sein.",
    "Must be less than or equal to {most}.": "Der Wert darf höchstens {most} sein.",
    "Must be greater than {least}.": "Der Wert muss größer als {least} sein.",
    "Must be less than {most}.": "Der Wert muss kleiner als {most} sein.",
    # Ours
    "This text has a character that cannot be kept, or is cut in the middle of one.": (
        "In diesem Text steht ein Zeichen, das sich nicht speichern lässt, oder er ist mitten in einem "
        "abgeschnitten."
    ),
    "Choose a day between {first:number} and {last:number}.": "Wählen Sie einen Tag zwischen {first} und {last}.",
    "Choose a time between {first:number} and {last:number}.": (
        "Wählen Sie einen Zeitpunkt zwischen {first} und {last}."
    ),
    "This clock shows a time before {first:number}.": "Diese Uhr zeigt eine Zeit vor {first}.",
    "The code has six digits.": "Der Code hat sechs Ziffern.",
    "This is not a time zone name such as Europe/London.": "Das ist kein Name einer Zeitzone wie Europe/Berlin.",
    "This is not a time zone name.": "Das ist kein Name einer Zeitzone.",
    "This is not an address such as ada@example.org.": "Das ist keine Adresse wie ada@example.org.",
    "This is not an ISO week such as 2026-W47.": "Das ist keine Woche wie 2026-W47.",
    "Give a time from 00:00 to 23:59, such as 16:00.": "Geben Sie eine Uhrzeit von 00:00 bis 23:59 an, etwa 16:00.",
    "Choose each weekday once.": "Wählen Sie jeden Wochentag einmal.",
    "Choose at least one weekday, or turn reminders off.": (
        "Wählen Sie mindestens einen Wochentag, oder schalten Sie Erinnerungen aus."
    ),
    "Choose each way once.": "Wählen Sie jeden Weg einmal.",
    "Choose at least one way, or turn reminders off.": (
        "Wählen Sie mindestens einen Weg, oder schalten Sie Erinnerungen aus."
    ),
    "Choose day, week or month.": "Wählen Sie Tag, Woche oder Monat.",
    "Choose 1 or more.": "Wählen Sie 1 oder mehr.",
    "Only a habit can have an upper limit.": "Nur eine Gewohnheit kann eine Obergrenze haben.",
    "One check-in a day counts, so choose no more times than there are days.": (
        "Ein Check-in am Tag zählt; wählen Sie also nicht mehr Male, als es Tage gibt."
    ),
    "Weekdays go with a weekly rhythm only.": "Wochentage gehen nur mit einem wöchentlichen Rhythmus.",
    "Choose at least one weekday, or leave this out.": (
        "Wählen Sie mindestens einen Wochentag, oder lassen Sie das weg."
    ),
    "Choose each weekday once, from 0 (Monday) to 6 (Sunday).": (
        "Wählen Sie jeden Wochentag einmal, von 0 (Montag) bis 6 (Sonntag)."
    ),
    "With weekdays chosen, leave this out or give their number.": (
        "Wenn Wochentage gewählt sind, lassen Sie das weg, oder geben Sie deren Anzahl an."
    ),
    "A number needs a day by which to reach it.": "Eine Zahl braucht einen Tag, bis zu dem sie erreicht sein soll.",
    "A number needs a time in which to reach it.": "Eine Zahl braucht eine Zeit, in der sie erreicht sein soll.",
    "A number needs a start and a target.": "Eine Zahl braucht einen Anfang und ein Ziel.",
    "Choose a day after the start.": "Wählen Sie einen Tag nach dem Anfang.",
    "Give an ordinary number.": "Geben Sie eine gewöhnliche Zahl an.",
    "Choose up or down.": "Wählen Sie aufwärts oder abwärts.",
    "Choose a target other than the start.": "Wählen Sie ein Ziel, das nicht der Anfang ist.",
    "The direction must lead from the start to the target.": "Die Richtung muss vom Anfang zum Ziel führen.",
    "A range begins before it ends.": "Ein Zeitraum beginnt, bevor er endet.",
    "This day has not come yet.": "Dieser Tag ist noch nicht gekommen.",
    "This time has not come yet.": "Diese Zeit ist noch nicht gekommen.",
    "Choose a day that has come.": "Wählen Sie einen Tag, der gekommen ist.",
    "Choose a day after today, within the next 90 days.": (
        "Wählen Sie einen Tag nach heute, in den nächsten 90 Tagen."
    ),
    "Choose today, or a day within the next 90 days.": "Wählen Sie heute oder einen Tag in den nächsten 90 Tagen.",
    "This day is over.": "Dieser Tag ist vorbei.",
    "This cursor does not belong to this list. Start again without it.": (
        "Diese Fortsetzung gehört nicht zu dieser Liste. Beginnen Sie ohne sie."
    ),
    # A file of people
    "The first line names the columns: name, email and, if you like, zone.": (
        "Die erste Zeile nennt die Spalten: name, email und, wenn Sie möchten, zone."
    ),
    "This cannot be read as CSV: {why}.": "Das lässt sich nicht als CSV lesen: {why}.",
    "A name of 1 to {most:number} characters is needed.": "Ein Name aus 1 bis {most} Zeichen wird gebraucht.",
    "At most {most:number} lines at once. Split the file.": (
        "Höchstens {most} Zeilen auf einmal. Teilen Sie die Datei."
    ),
    "This address is among your people already, or stands in the file twice.": (
        "Diese Adresse ist schon unter Ihren Personen oder steht zweimal in der Datei."
    ),
    # A file of everything
    "This is not a plan of two sentences.": "Das ist kein Plan aus zwei Sätzen.",
    "These are not obstacles that can be named.": "Das sind keine Hindernisse, die sich nennen lassen.",
    "There is no such chip, or it is named twice.": "Diese Auswahl gibt es nicht, oder sie steht zweimal da.",
    "A chip keeps the kind it was made with. Make another one.": (
        "Eine Auswahl behält die Art, mit der sie angelegt wurde. Legen Sie eine andere an."
    ),
    "This chip has Waymark's words. Make one of your own instead.": (
        "Diese Auswahl hat die Worte von Waymark. Legen Sie stattdessen eine eigene an."
    ),
    "Give it words in at least one language.": "Geben Sie ihr Worte in mindestens einer Sprache.",
    "Another chip has these words.": "Eine andere Auswahl hat diese Worte.",
    "Leave at least one chip to choose.": "Lassen Sie mindestens eine Auswahl übrig.",
    "At most {most:number} chips can be made, those no longer listed included.": (
        "Höchstens {most} Auswahlen können angelegt werden, auch nicht mehr aufgeführte zählen mit."
    ),
    "These are no answers to the six questions.": "Das sind keine Antworten auf die sechs Fragen.",
    "At most {most:number} rows can be taken in.": "Höchstens {most} Zeilen können übernommen werden.",
    "At most {most:number} goals can be taken in.": "Höchstens {most} Ziele können übernommen werden.",
    "This is no row of an export.": "Das ist keine Zeile eines Exports.",
    "A check-in says how it went, or gives a number.": "Ein Check-in sagt, wie es ging, oder nennt eine Zahl.",
    "What was undone says nothing any more.": "Was rückgängig gemacht wurde, sagt nichts mehr.",
    "A week begins with a Monday that has come.": "Eine Woche beginnt mit einem Montag, der gekommen ist.",
    "A pause ends after it begins.": "Eine Auszeit endet, nachdem sie begonnen hat.",
    "An id stands here twice.": "Eine Kennung steht hier zweimal.",
    "There is one of these.": "Davon gibt es nur eines.",
    "This goal lacks its plan or its status.": "Diesem Ziel fehlt sein Plan oder sein Stand.",
    "Of one day or week, one counts.": "Von einem Tag oder einer Woche zählt eines.",
    "This goal is not in the file.": "Dieses Ziel ist nicht in der Datei.",
    "This check-in is not in the file.": "Dieser Check-in ist nicht in der Datei.",
    "This is larger than any export of Waymark's.": "Das ist größer als jeder Export von Waymark.",
    "This is not a file that Waymark exported.": "Das ist keine Datei, die Waymark exportiert hat.",
}
