"""Clients whose goals move: on path, a little behind, and on path at a cost."""

from api.demo.rules.shapes import Client, Felt, Goal, Reminder, Replan, Step, Stretch
from api.goals.rules import Cadence

ON_PATH = ("on_path", None)
BEHIND = ("behind", None)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)

THE_CLIENT = Client(
    name="Sam Rivera",
    email="client@demo.example",
    shares=("numbers", "feelings", "obstacles"),
    consents=("feelings", "patterns"),
    reminder=Reminder(WORKDAYS, "16:00"),
    felt=(Felt(5, 4, 3, "nns"), Felt(9, 3, 2, "nnnsn")),
    goals=(
        Goal(
            title="Plan the day before opening the inbox",
            area="productivity",
            kind="habit",
            why="Days that I choose myself leave me with energy for the people I come home to.",
            if_then=("I reach for the phone at breakfast", "I write down the three things that matter today"),
            expected=ON_PATH,
            is_priority=True,
            cadence=Cadence("day"),
            on=EVERY_DAY,
            stretches=(
                Stretch(
                    weeks=4,
                    marks=("d-dddpd", "dpdd-dd", "ddnddpd", "ddddpdd"),
                    felt=("hard", "okay", "okay"),
                    obstacles=("time", "", "next_step"),
                ),
                Stretch(
                    weeks=10,
                    marks=("ddddddd", "dddpddd", "ddddddd", "ddddddp", "dddddnd"),
                    felt=("good", "okay", "good", "great"),
                    obstacles=("", "", "time", ""),
                ),
            ),
            notes=(
                (12, "Harder on days that begin with a call. A card on the desk helps."),
                (6, "Three things are enough. Five were too many."),
                (2, "Did it on the train. It takes four minutes by now."),
            ),
        ),
    ),
)

MOVING = (
    Client(
        name="Priya Raman",
        zone="Asia/Kolkata",
        shares=("numbers", "feelings", "obstacles", "notes"),
        consents=("feelings", "patterns"),
        reminder=Reminder((3,), "18:30"),
        felt=(Felt(24, 3, 4, "nnsn"),),
        goals=(
            Goal(
                title="Fill forty places in the evening workshops",
                area="performance",
                kind="metric",
                why="The workshops are the part of the business I would keep if I had to choose.",
                if_then=("a week goes by without an invitation sent", "I call two former participants"),
                expected=ON_PATH,
                stretches=(
                    Stretch(10, paces=(1.1, 0.9, 1.2), felt=("okay", "good"), obstacles=("", "people", "")),
                    Stretch(
                        14, paces=(1.0, 1.2, 0.8, 1.1), felt=("good", "great"), obstacles=("", "", "time")
                    ),
                ),
                plan_weeks=30,
                start=0,
                target=40,
                unit="places",
                notes=(
                    (9, "Two came by recommendation. Asking is easier than I thought."),
                    (2, "The spring dates are out. Six places on the first day."),
                ),
            ),
            Goal(
                title="Speak up once in every board round",
                area="leadership",
                kind="habit",
                why="I know the numbers best and say the least.",
                if_then=("the talk turns to figures", "I say one sentence before I think it over twice"),
                expected=None,
                is_private=True,
                cadence=Cadence("week", times=1),
                on=(1,),
                stretches=(Stretch(16, marks=("d", "p", "d"), felt=("hard", "okay", "good")),),
            ),
        ),
    ),
    Client(
        name="Tunde Adeyemi",
        zone="Africa/Lagos",
        shares=("numbers", "obstacles", "notes"),
        reminder=Reminder((4,), "12:00"),
        goals=(
            Goal(
                title="Open the second studio",
                area="strategy",
                kind="steps",
                why="The first one is full, and I want to teach, not turn people away.",
                if_then=(
                    "a permit takes longer than planned",
                    "I work on the next step that needs no permit",
                ),
                expected=ON_PATH,
                is_priority=True,
                on=(4,),
                stretches=(Stretch(22, marks=("d", "d", "p"), obstacles=("", "money", "", "people")),),
                steps=(
                    Step(
                        "A budget that two people have checked",
                        19,
                        19,
                        "Asked my sister, who is harder on numbers.",
                    ),
                    Step("Three places visited", 15, 15, "One afternoon for all three."),
                    Step("The lease signed", 10, 11, "Told the agent a date and kept to it."),
                    Step("The floor laid", 6, 6),
                    Step("Two teachers hired", 2, 2, "Both had been pupils."),
                    Step("The first open evening", -3, weight=2),
                ),
                notes=((11, "Signed. Slept badly the night before, well the night after."),),
            ),
        ),
    ),
    Client(
        name="Clara Jensen",
        zone="Europe/Copenhagen",
        shares=("numbers",),
        consents=(),
        goals=(
            Goal(
                title="Write before nine",
                area="own",
                kind="habit",
                why="The book has waited for six years.",
                if_then=("I open the news", "I close it and write one sentence"),
                expected=ON_PATH,
                cadence=Cadence("week", times=3, weekdays=(0, 2, 4)),
                on=(0, 2, 4),
                stretches=(
                    Stretch(21, marks=("ddd", "dpd", "ddd", "ddp", "dnd"), obstacles=("", "", "time")),
                ),
            ),
        ),
    ),
    Client(
        name="Owen Price",
        zone="Europe/London",
        shares=("numbers", "feelings", "obstacles"),
        consents=("feelings", "patterns"),
        felt=(Felt(20, 4, 3, "nsn"),),
        goals=(
            Goal(
                title="Bring the order book to two hundred thousand",
                area="performance",
                kind="metric",
                why="It would let me say no to the wrong work.",
                if_then=("an enquiry has waited for a day", "I answer it before anything else"),
                expected=BEHIND,
                stretches=(
                    Stretch(8, paces=(1.0, 0.8, 0.9), felt=("okay", "good"), obstacles=("", "time")),
                    Stretch(
                        14, paces=(0.6, 0.5, 0.7), felt=("okay", "hard"), obstacles=("time", "people", "")
                    ),
                ),
                plan_weeks=32,
                start=80,
                target=200,
                unit="thousand",
                decimals=1,
                notes=((4, "Slower, not stuck. Two large offers are out."),),
            ),
        ),
    ),
    Client(
        name="Hannah Vogel",
        zone="Europe/Berlin",
        shares=("numbers", "obstacles"),
        reminder=Reminder((0, 2, 4), "17:15"),
        goals=(
            Goal(
                title="Run three times a week",
                area="wellbeing",
                kind="habit",
                why="I think better on the days I have been outside.",
                if_then=("it rains at six", "I put the shoes on and go round the block once"),
                expected=BEHIND,
                cadence=Cadence("week", times=3),
                on=(1, 3, 5),
                stretches=(
                    Stretch(12, marks=("ddd", "ddp", "ddn"), obstacles=("", "", "unwell")),
                    Stretch(9, marks=("dnp", "dpn", "ddn", "ppn"), obstacles=("time", "", "time")),
                ),
            ),
            Goal(
                title="At most two evenings a week at the laptop",
                area="wellbeing",
                kind="habit",
                why="The evenings belong to the children while they still want them.",
                if_then=("something has to be finished tonight", "I write down when tomorrow I will do it"),
                expected=ON_PATH,
                cadence=Cadence("week", times=2, at_most=True),
                on=(0, 2, 3),
                stretches=(Stretch(15, marks=("nnd", "dnn", "nnn", "dnd"), obstacles=("", "", "people")),),
            ),
        ),
    ),
    Client(
        name="Marcus Bell",
        zone="America/New_York",
        shares=("numbers", "feelings", "obstacles"),
        consents=("feelings", "patterns"),
        felt=(Felt(10, 4, 4, "n"), Felt(14, 8, 8, "nnsnny")),
        goals=(
            Goal(
                title="Take the team through the merger",
                area="leadership",
                kind="metric",
                why="Forty people trusted me when I said it would be fair.",
                if_then=("somebody asks what I do not know", "I say so, and say when I will"),
                expected=("on_path", "at_a_cost"),
                is_priority=True,
                stretches=(
                    Stretch(10, paces=(1.0, 1.1), felt=("good", "okay"), obstacles=("", "people")),
                    Stretch(14, paces=(1.1, 1.0), felt=("heavy", "hard"), obstacles=("time", "people", "")),
                ),
                plan_weeks=34,
                start=0,
                target=100,
                unit="%",
                decimals=1,
                replans=(Replan(week=12, target=100, until=22),),
                notes=((3, "Everything is on time. I am not sure for how long I can keep this up."),),
            ),
        ),
    ),
)
