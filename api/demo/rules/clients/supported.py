"""Clients whose goals stand still while weeks are heavy or the same things keep coming back."""

from api.demo.rules.shapes import Away, Change, Client, Felt, Goal, Reminder, Rest, Step, Stretch
from api.goals.rules import Cadence

LOADED = ("stalled_loaded", None)
SUPPORT = ("consider_support", None)
ALL = ("numbers", "feelings", "obstacles", "notes")
OPEN = ("numbers", "feelings", "obstacles")
BOTH = ("feelings", "patterns")

SUPPORTED = (
    Client(
        name="Grace Whitfield",
        zone="Europe/London",
        shares=OPEN,
        consents=BOTH,
        reminder=Reminder((1, 3), "17:00"),
        felt=(Felt(10, 4, 4, "nns"), Felt(10, 8, 7, "nnsn")),
        goals=(
            Goal(
                title="Publish the new course, module by module",
                area="productivity",
                kind="metric",
                why="I promised it to the first group, and they still ask.",
                if_then=("I change a slide for the third time", "I record it as it is"),
                expected=LOADED,
                stretches=(
                    Stretch(12, paces=(1.0, 0.9, 1.1), felt=("good", "okay"), obstacles=("", "time")),
                    Stretch(
                        8,
                        paces=(0.1, 0.0, 0.2, -0.1),
                        felt=("heavy", "hard"),
                        obstacles=("perfectionism", "perfectionism exhaustion"),
                    ),
                ),
                plan_weeks=26,
                start=0,
                target=12,
                unit="modules",
                decimals=1,
                notes=((3, "Rerecorded the same module again."),),
            ),
        ),
    ),
    Client(
        name="Ravi Shah",
        zone="Europe/London",
        shares=ALL,
        consents=BOTH,
        felt=(Felt(14, 4, 4, "nnn"), Felt(8, 5, 4, "ynyyyn")),
        goals=(
            Goal(
                title="Have the conversation with each partner about their share",
                area="decisions",
                kind="metric",
                why="The contract is from a time when we were three.",
                if_then=("I want to postpone it", "I set the next date before we part"),
                expected=LOADED,
                stretches=(
                    Stretch(15, paces=(1.0, 1.1), felt=("okay", "good"), obstacles=("", "people")),
                    Stretch(
                        11,
                        paces=(0.0, 0.1, 0.0),
                        felt=("hard", "okay"),
                        obstacles=("people", "", "avoidance"),
                    ),
                ),
                plan_weeks=32,
                start=0,
                target=100,
                unit="%",
                decimals=1,
                rests=(
                    Rest(13, 12, "The quarter has to be closed first."),
                    Rest(9, 8, "Not while one of them is on leave."),
                ),
                changes=(Change(2, "strategy", "One partner first, the easiest one."),),
                notes=((2, "Said nothing again when it came up."),),
            ),
        ),
    ),
    Client(
        name="Isabel Moreno",
        zone="Europe/Madrid",
        shares=OPEN,
        consents=BOTH,
        reminder=Reminder((3,), "19:00"),
        felt=(Felt(13, 4, 3, "nnsn"), Felt(11, 8, 8, "ynysyy")),
        suggestion="drafted",
        goals=(
            Goal(
                title="Move the agency to fixed prices",
                area="strategy",
                kind="metric",
                why="I sell hours, and I have run out of them.",
                if_then=("a client asks for hours", "I name the result and one price"),
                expected=SUPPORT,
                is_priority=True,
                stretches=(
                    Stretch(
                        14, paces=(1.0, 1.1, 0.9), felt=("good", "okay"), obstacles=("", "time", "skills")
                    ),
                    Stretch(
                        10,
                        paces=(0.2, 0.0, 0.0, 0.1),
                        felt=("heavy", "hard", "heavy"),
                        obstacles=("exhaustion", "worry exhaustion"),
                    ),
                ),
                plan_weeks=34,
                start=0,
                target=100,
                unit="%",
                decimals=1,
                # Four weeks old at the last check-in: with it the draft is as new as it can be.
                changes=(Change(5, "step_size", "One client a week, the friendliest first."),),
                notes=((2, "A mail that was not even unkind stayed with me all day."),),
            ),
        ),
    ),
    Client(
        name="Tom Lindqvist",
        zone="Europe/Stockholm",
        shares=ALL,
        consents=BOTH,
        felt=(Felt(10, 4, 4, "n"), Felt(16, 7, 8, "nynyys")),
        suggestion="offered",
        away=(Away(-72, -66, "A week at the coast"),),
        goals=(
            Goal(
                title="Finish the board pack by the tenth of each month",
                area="performance",
                kind="metric",
                why="I want the board to talk about the year, not about last month.",
                if_then=("a figure is missing", "I leave a gap, name it, and send the rest"),
                expected=SUPPORT,
                stretches=(
                    Stretch(12, paces=(1.0, 0.9, 1.1), felt=("good", "okay"), obstacles=("", "people")),
                    Stretch(
                        14,
                        paces=(0.1, -0.1, 0.1, 0.0),
                        felt=("heavy", "hard"),
                        obstacles=("self_doubt", "self_doubt time", "exhaustion"),
                    ),
                ),
                plan_weeks=36,
                start=0,
                target=100,
                unit="%",
                decimals=1,
                changes=(
                    Change(9, "step_size", "One page a day."),
                    Change(6, "schedule", "Tuesday mornings, door closed.", by="client"),
                ),
                notes=((7, "I read every page as if somebody were waiting for the mistake."),),
            ),
            Goal(
                title="Swim on Saturdays",
                area="wellbeing",
                kind="habit",
                why="It is the one hour nobody can reach me.",
                if_then=("the bag is not packed on Friday", "I go without a towel and buy one"),
                expected=("on_path", "at_a_cost"),
                cadence=Cadence("week", times=1, weekdays=(5,)),
                on=(5,),
                stretches=(Stretch(12, marks=("d", "d", "d", "p"), felt=("good", "great")),),
            ),
        ),
    ),
    Client(
        name="Amelia Stone",
        zone="America/Los_Angeles",
        shares=OPEN,
        consents=BOTH,
        reminder=Reminder((0, 3), "08:00"),
        felt=(Felt(9, 3, 4, "nns"), Felt(15, 8, 7, "yny")),
        suggestion="answered",
        goals=(
            Goal(
                title="Delegate a third of my week",
                area="leadership",
                kind="habit",
                why="The company has outgrown what one person can hold.",
                if_then=("I am about to do it myself", "I write down who could, and send it"),
                expected=SUPPORT,
                cadence=Cadence("week", times=3),
                on=(0, 2, 3),
                stretches=(
                    Stretch(11, marks=("ddd", "dpd", "ddn"), felt=("good", "okay"), obstacles=("", "time")),
                    Stretch(
                        14,
                        marks=("nnn", "n-p", "nnn"),
                        felt=("heavy", "hard"),
                        obstacles=("worry", "worry", "people"),
                    ),
                ),
                changes=(
                    Change(9, "strategy", "Delegate results, not steps."),
                    Change(6, "extra_session", "An hour on what happens in the moment before."),
                ),
            ),
        ),
    ),
    # Shares no feelings: only that it keeps stalling, although the approach changed twice.
    Client(
        name="Victor Almeida",
        zone="America/Sao_Paulo",
        shares=("numbers",),
        consents=("patterns",),
        suggestion="drafted",
        goals=(
            Goal(
                title="Bring a second product to market",
                area="strategy",
                kind="metric",
                why="The first one pays for everything, and that keeps me awake.",
                if_then=("the day fills up with the first product", "I keep Wednesday for the second"),
                expected=SUPPORT,
                stretches=(
                    Stretch(10, paces=(1.0, 1.1), obstacles=("", "time")),
                    Stretch(20, paces=(0.0, 0.2, 0.0), obstacles=("time", "skills", "")),
                ),
                plan_weeks=40,
                start=0,
                target=100,
                unit="%",
                decimals=1,
                changes=(
                    Change(14, "schedule", "Wednesdays are for the second product."),
                    Change(8, "strategy", "A trial with one customer instead of a launch."),
                ),
            ),
        ),
    ),
    Client(
        name="Ingrid Solberg",
        zone="Europe/Oslo",
        shares=("numbers", "obstacles"),
        consents=("patterns",),
        suggestion="dismissed",
        dismissal="The landlord went bankrupt, and we both know it. We look at other places first.",
        goals=(
            Goal(
                title="Move the workshop into larger rooms",
                area="decisions",
                kind="steps",
                why="We step over one another.",
                if_then=("a place looks nearly right", "I visit it within two days"),
                expected=SUPPORT,
                on=(1,),
                stretches=(
                    Stretch(10, marks=("d", "d", "p"), obstacles=("", "time")),
                    Stretch(20, marks=("n", "p", "n"), obstacles=("people", "money", "next_step")),
                ),
                steps=(
                    Step("What we need, on one page", 27, 27, "Everybody added one line."),
                    Step("A budget", 24, 24),
                    Step("A lease signed", 20),
                    Step("Machines moved", 12),
                    Step("The old place handed back", -2),
                ),
                changes=(
                    Change(13, "strategy", "A second agent, and the next town as well."),
                    Change(7, "goal", "Two smaller places would do."),
                ),
                notes=((16, "The landlord does not answer."), (5, "Found two. Both gone within a day.")),
            ),
        ),
    ),
)
