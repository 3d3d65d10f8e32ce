"""Clients whose goals stand still, and nothing else: slipping, and stalled."""

from api.demo.rules.shapes import Change, Client, Felt, Goal, Reminder, Replan, Step, Stretch
from api.goals.rules import Cadence

SLIPPING = ("slipping", None)
STALLED = ("stalled", None)

SLOWING = (
    Client(
        name="Leah Goldberg",
        zone="America/New_York",
        shares=("numbers", "obstacles", "notes"),
        reminder=Reminder((2, 4), "09:00"),
        goals=(
            Goal(
                title="Two hundred pages for the handbook",
                area="productivity",
                kind="metric",
                why="Everybody asks me the same ten questions.",
                if_then=("I have half an hour left", "I write one answer, however rough"),
                expected=SLIPPING,
                stretches=(
                    Stretch(17, paces=(1.0, 1.1, 0.9), obstacles=("", "time")),
                    Stretch(4, paces=(0.0,), obstacles=("next_step", "time")),
                ),
                plan_weeks=28,
                start=0,
                target=200,
                unit="pages",
                notes=((2, "The chapter on pricing needs somebody who knows it."),),
            ),
        ),
    ),
    Client(
        name="Diego Fuentes",
        zone="America/Sao_Paulo",
        shares=("numbers", "obstacles"),
        goals=(
            Goal(
                title="Call three customers a week",
                area="accountability",
                kind="habit",
                why="What I know of them is two years old.",
                if_then=("I feel like sending a mail instead", "I dial first and write afterwards"),
                expected=SLIPPING,
                cadence=Cadence("week", times=3),
                on=(0, 1, 3),
                stretches=(
                    Stretch(18, marks=("ddd", "dpd", "ddn", "ddd"), obstacles=("", "", "people")),
                    Stretch(4, marks=("nnn", "n-n"), obstacles=("time", "people")),
                ),
            ),
        ),
    ),
    Client(
        name="Fiona Walsh",
        zone="Europe/Dublin",
        shares=("numbers", "feelings", "obstacles", "notes"),
        consents=("feelings", "patterns"),
        reminder=Reminder((3,), "16:30"),
        felt=(Felt(22, 3, 3, "nnsn"),),
        goals=(
            Goal(
                title="Half of all sales from abroad",
                area="strategy",
                kind="metric",
                why="One market is one bad year.",
                if_then=("a reply does not come", "I ask for another contact the same day"),
                expected=STALLED,
                is_priority=True,
                stretches=(
                    Stretch(13, paces=(1.0, 0.9), felt=("good", "okay"), obstacles=("", "people")),
                    Stretch(
                        11, paces=(0.1, 0.0, 0.2, -0.1), felt=("okay", "hard"), obstacles=("people", "money")
                    ),
                ),
                plan_weeks=30,
                start=10,
                target=50,
                unit="%",
                decimals=1,
                replans=(Replan(week=4, target=50, until=28),),
                changes=(Change(7, "strategy", "Partners first, offices of our own later."),),
                notes=((5, "Both partners wait for their own lawyers."), (1, "Still nothing from Madrid.")),
            ),
        ),
    ),
    Client(
        name="Kenji Mori",
        zone="Asia/Tokyo",
        shares=("numbers", "obstacles"),
        goals=(
            Goal(
                title="Hand over the daily running of the clinic",
                area="leadership",
                kind="steps",
                why="It should work without me for a month.",
                if_then=("somebody brings me a decision", "I ask what they would do, and let them"),
                expected=STALLED,
                on=(2,),
                stretches=(
                    Stretch(12, marks=("d", "p", "d"), obstacles=("", "people")),
                    Stretch(12, marks=("n", "n", "p"), obstacles=("skills", "people", "time")),
                ),
                steps=(
                    Step(
                        "Everything I decide in a week, written down",
                        20,
                        20,
                        "Kept a notebook in the pocket.",
                    ),
                    Step("A deputy named", 16, 16),
                    Step("The deputy leads the Monday round", 12),
                    Step("A week away", 6),
                    Step("A month away", -4, weight=2),
                ),
                changes=(Change(6, "environment", "The Monday round moves to the deputy's room."),),
                notes=((8, "It is quicker to do it myself. That is the trouble."),),
            ),
        ),
    ),
    # Keeps how weeks feel to herself: her coach's page knows nothing of it, and is moved by nothing of it.
    Client(
        name="Nadia Karimi",
        zone="Europe/Paris",
        shares=("numbers",),
        consents=("feelings", "patterns"),
        felt=(Felt(8, 4, 4, "n"), Felt(14, 8, 7, "ynyyny")),
        goals=(
            Goal(
                title="Sixty thousand words for the book",
                area="performance",
                kind="metric",
                why="The interviews are done. They should not stay in a drawer.",
                if_then=("I want to read it through once more", "I send it to a colleague as it is"),
                expected=STALLED,
                stretches=(
                    Stretch(12, paces=(1.0, 1.1, 0.8), felt=("good", "okay"), obstacles=("", "time")),
                    Stretch(
                        10,
                        paces=(0.0, 0.1, 0.0),
                        felt=("heavy", "hard"),
                        obstacles=("perfectionism", "perfectionism", "time"),
                    ),
                ),
                plan_weeks=40,
                start=0,
                target=60,
                unit="thousand words",
                decimals=1,
                changes=(Change(7, "step_size", "One scene a week.", by="client"),),
            ),
        ),
    ),
)
