"""Made-up clients whose truth is known: how a year of theirs goes, and what they tap of it.

Everything here was written down from the model's description, before any rule was run on it, and knows nothing of the
rules. Progress is in planned weeks, load in points of 10, chances are per week unless a comment says otherwise.
"""

import random
from dataclasses import dataclass

WEEKS = 40


@dataclass(frozen=True, slots=True)
class World:
    """How well what is tapped tells of what is so. The defaults are the world the model is meant for."""

    noise: float = 1.0  # factor on the spread of gains, reports and load
    missed: float = 0.15  # chance that a week's check-in is not made; the reflection likewise, on its own
    load_signal: float = 1.0  # factor on how far trouble lifts the load
    logged: float = 0.8  # chance that a change of approach is logged
    wrong_tags: float = 0.10  # chance that a tapped obstacle is another one
    heavier: float = 0.0  # points by which everybody's weeks are heavier
    bigger: float = 1.0  # factor on how often reactions feel bigger outside a pattern


MEANT = World()
MISSPECIFIED = {
    "noise x 1.8": World(noise=1.8),
    "35 % missed": World(missed=0.35),
    "half the load signal": World(load_signal=0.5),
    "40 % of changes logged": World(logged=0.4),
    "30 % wrong tags": World(wrong_tags=0.3),
    "people who feel worse": World(heavier=1.5, bigger=2.0),
}
ALL_AT_ONCE = World(1.8, 0.35, 0.5, 0.4, 0.3, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of client is like. Trouble begins in one of the weeks of `onset`; pairs are least and most."""

    share: float  # of all clients
    pace: tuple[float, float]  # planned weeks a week, while there is no trouble
    onset: tuple[int, int] = (WEEKS, WEEKS)  # weeks in which trouble may begin
    chance: float = 1.0  # that it ever does
    lasts: tuple[int, int] = (WEEKS, WEEKS)  # weeks after which it passes by itself
    stuck_pace: float = 0.05  # planned weeks a week, in trouble
    fixed_by_change: float = 0.0  # chance that a change of approach ends it
    ramp: int = 1  # weeks until the load of trouble has fully come
    load: float = 0.0  # points above others, always
    is_anchored: bool = False  # answers high whatever the week was like
    rise: float = 0.0  # points, in trouble
    bigger: tuple[float, float] = (0.08, 0.12)  # chance of a yes: without trouble, in it
    inner: tuple[float, float] = (0.08, 0.12)  # chance of an inner obstacle: without trouble, in it
    outer: tuple[float, float] = (0.15, 0.50)  # the same of an outer one
    has_own_theme: bool = False  # in trouble, the inner obstacle is mostly the same
    fades: bool = False  # in trouble, says less every week
    is_pattern: bool = False  # the truth that a referral is for


_PATTERN = {
    "pace": (0.85, 1.1),
    "onset": (4, 14),
    "ramp": 4,
    "outer": (0.15, 0.3),
    "inner": (0.1, 0.55),
    "has_own_theme": True,
    "is_pattern": True,
}
KINDS = {
    "steady": Kind(0.26, (0.85, 1.15)),
    "slow": Kind(0.14, (0.40, 0.65)),
    "blocked": Kind(0.16, (0.85, 1.1), (4, 22), fixed_by_change=0.7, rise=0.7, bigger=(0.08, 0.15)),
    "in a crisis": Kind(
        0.08, (0.85, 1.1), (4, 26), lasts=(4, 9), rise=3.0, bigger=(0.08, 0.4), inner=(0.08, 0.3)
    ),
    "achieving under load": Kind(0.10, (0.95, 1.2), load=2.5, bigger=(0.12, 0.12), inner=(0.2, 0.2)),
    "disengaging": Kind(0.08, (0.8, 1.05), (4, 22), rise=0.5, fades=True),
    "anchored high": Kind(
        0.06,
        (0.8, 1.1),
        (4, 22),
        chance=0.5,
        fixed_by_change=0.7,
        is_anchored=True,
        rise=0.3,
        bigger=(0.12, 0.2),
        inner=(0.15, 0.2),
    ),
    "pattern": Kind(0.08, rise=2.5, bigger=(0.1, 0.55), **_PATTERN),
    "pattern, under-reported": Kind(0.04, rise=0.75, bigger=(0.08, 0.2), **_PATTERN),
}
PATTERNS = tuple(name for name, kind in KINDS.items() if kind.is_pattern)

INNER = ("exhaustion", "perfectionism", "worry", "self_doubt", "avoidance", "connection")
OUTER = ("time", "next_step", "skills", "people", "unwell", "money")


@dataclass(frozen=True, slots=True)
class Coaching:
    """What a coach does about it, and how: chances per week.

    Part of it answers the card, as in the product: the coach is told of a stall and tries something. Part comes of
    listening, card or no card. A change that works ends a blockage; a pattern gets a little lighter, and comes back.
    """

    answers_card: float = 0.40
    hears_trouble: float = 0.03
    out_of_the_blue: float = 0.01
    patience: int = 4  # weeks in which what was changed is left to work
    eases_pattern: float = 0.5  # chance that a change lifts a pattern
    eased_weeks: int = 2
    eased_pace: float = 0.5


COACHING = Coaching()

# Spreads, and what happens to anybody
GAIN_SD = 0.35  # planned weeks
REPORT_SD = 0.30  # planned weeks; then rounded to 5 percent
LOAD_MEAN, LOAD_BETWEEN_SD, LOAD_WITHIN_SD, ITEM_SD = 4.0, 1.5, 1.1, 0.5
ANCHOR, ANCHOR_SD = 7.2, 0.4
LAG_1 = (0.4, 0.5)
SKIPS_BIGGER = 0.15
LENGTHS = (26, 40)  # weeks a plan may take
HOLIDAYS = 2
HOLIDAY_EXCUSED = 0.7  # the others forget to say so
ON_HOLD, ON_HOLD_IN_PATTERN = 0.003, 0.02
FADING = 0.15  # more missed, each week of disengaging
OWN_THEME = 0.85


@dataclass(frozen=True, slots=True)
class Told:
    """What one week leaves behind: None where nothing was tapped. `away`: excused, and said so; `held`: on hold."""

    weekday: int
    percent: int | None
    obstacles: tuple[str, ...]
    heavy: int | None
    drained: int | None
    bigger: bool | None
    away: bool
    held: bool
    changed: bool
    logged: bool
    is_stuck: bool


class Client:
    """One client, lived week by week. Some of it was always going to happen; what a coach tries is asked of `live`."""

    def __init__(self, name: str, world: World, seed: str) -> None:
        """Draw everything that does not depend on what anybody does about it."""
        self.name = name
        self.kind = kind = KINDS[name]
        self.world = world
        self._chance = chance = random.Random(seed)
        has_trouble = kind.onset[0] < WEEKS and chance.random() < kind.chance
        self.onset = chance.randint(*kind.onset) if has_trouble else WEEKS
        self.length = chance.randint(*LENGTHS)
        self._pace = chance.uniform(*kind.pace)
        self._passes = min(WEEKS, self.onset + chance.randint(*kind.lasts))
        self._ends = self._passes
        self._usual = (
            chance.gauss(ANCHOR, ANCHOR_SD)
            if kind.is_anchored
            else min(8.0, max(0.5, chance.gauss(LOAD_MEAN, LOAD_BETWEEN_SD))) + kind.load
        ) + world.heavier
        self._lag = chance.uniform(*LAG_1)
        self._wave = chance.gauss(0.0, LOAD_WITHIN_SD * world.noise)
        self._theme = chance.choice(INNER)
        self._weekday = chance.randint(1, 6)
        self._done = 0.0
        self._changed = -WEEKS
        self._eased_until = 0
        self._held_until = 0
        # What a coach does of their own accord, and whether it works, is settled first: so it is known how long a
        # stall would have lasted had no card told of it.
        self._hears = [chance.random() for _ in range(WEEKS)]
        self._works = [chance.random() for _ in range(WEEKS)]
        self._away = self._holidays()

    @property
    def is_pattern(self) -> bool:
        return self.kind.is_pattern

    @property
    def has_arrived(self) -> bool:
        """Say whether the goal is truly reached."""
        return self._done >= self.length

    def stuck_untold(self) -> tuple[int, int] | None:
        """Give the weeks, the last left out, in which progress would stand still had no card told of it."""
        if self.onset >= WEEKS:
            return None
        for week in range(self.onset, self._passes):
            if self._hears[week] < COACHING.hears_trouble and self._works[week] < self.kind.fixed_by_change:
                return self.onset, week + 1
        return self.onset, self._passes

    def live(self, week: int, *, is_told: bool) -> Told:
        """Live one week. is_told: as of its Monday, the card tells the coach of a stall."""
        in_trouble = self.onset <= week < self._ends
        changed = self._try_something(week, in_trouble=in_trouble, is_told=is_told)
        logged = changed and self._chance.random() < self.world.logged
        held = self._is_held(week, in_trouble=in_trouble)
        away = self._away.get(week)
        pace = self._pace
        if in_trouble:
            pace = COACHING.eased_pace if week < self._eased_until else self.kind.stuck_pace
        gain = self._chance.gauss(pace, GAIN_SD * self.world.noise)
        if away is None and not held:
            self._done = max(0.0, self._done + gain)
        spread = LOAD_WITHIN_SD * self.world.noise * (1 - self._lag**2) ** 0.5
        self._wave = self._lag * self._wave + self._chance.gauss(0.0, spread)
        rested = held or away is not None
        missed = self._missed(week, in_trouble=in_trouble)
        tells = not rested and self._chance.random() >= missed
        reflects = not rested and self._chance.random() >= missed
        heavy, drained = self._load(week, in_trouble=in_trouble) if reflects else (None, None)
        return Told(
            weekday=self._weekday if self._chance.random() < 0.7 else self._chance.randint(0, 6),
            percent=self._percent() if tells else None,
            obstacles=self._obstacles(in_trouble=in_trouble) if tells else (),
            heavy=heavy,
            drained=drained,
            bigger=self._bigger(in_trouble=in_trouble) if reflects else None,
            away=bool(away),
            held=held,
            changed=changed,
            logged=logged,
            is_stuck=in_trouble,
        )

    # What happens

    def _holidays(self) -> dict[int, bool]:
        """Give the weeks away, and whether the client excuses them."""
        away = {}
        for _ in range(HOLIDAYS):
            first = self._chance.randrange(2, WEEKS)
            excused = self._chance.random() < HOLIDAY_EXCUSED
            for week in range(first, first + self._chance.randint(1, 2)):
                away[week] = excused
        return away

    def _try_something(self, week: int, *, in_trouble: bool, is_told: bool) -> bool:
        answers = is_told and self._chance.random() < COACHING.answers_card
        hears = self._hears[week] < (COACHING.hears_trouble if in_trouble else COACHING.out_of_the_blue)
        if not (answers or hears) or week < self._changed + COACHING.patience:
            return False
        self._changed = week
        if not in_trouble:
            return True
        if self._works[week] < self.kind.fixed_by_change:
            self._ends = week + 1
        elif self.is_pattern and self._works[week] < COACHING.eases_pattern:
            self._eased_until = week + 1 + COACHING.eased_weeks
        return True

    def _is_held(self, week: int, *, in_trouble: bool) -> bool:
        if week < self._held_until:
            return True
        often = ON_HOLD_IN_PATTERN if in_trouble and self.is_pattern else ON_HOLD
        if week and self._chance.random() < often:
            self._held_until = week + self._chance.randint(1, 3)
            return True
        return False

    # What is tapped

    def _missed(self, week: int, *, in_trouble: bool) -> float:
        if not (in_trouble and self.kind.fades):
            return self.world.missed
        return min(0.97, self.world.missed + FADING * (week + 1 - self.onset))

    def _percent(self) -> int:
        seen = self._done + self._chance.gauss(0.0, REPORT_SD * self.world.noise)
        return 5 * round(min(100.0, max(0.0, 100.0 * seen / self.length)) / 5)

    def _load(self, week: int, *, in_trouble: bool) -> tuple[int, int]:
        felt = self._usual + self._wave
        if in_trouble:
            come = min(1.0, (week + 1 - self.onset) / self.kind.ramp)
            felt += come * self.kind.rise * self.world.load_signal
        items = [felt + self._chance.gauss(0.0, ITEM_SD * self.world.noise) for _ in range(2)]
        heavy, drained = (min(10, max(0, round(item))) for item in items)
        return heavy, drained

    def _bigger(self, *, in_trouble: bool) -> bool | None:
        if self._chance.random() < SKIPS_BIGGER:
            return None
        often = self.kind.bigger[in_trouble]
        if not (in_trouble and self.is_pattern):
            often *= self.world.bigger
        return self._chance.random() < often

    def _obstacles(self, *, in_trouble: bool) -> tuple[str, ...]:
        tapped = []
        if self._chance.random() < self.kind.inner[in_trouble]:
            is_own = in_trouble and self.kind.has_own_theme and self._chance.random() < OWN_THEME
            tapped.append(self._theme if is_own else self._chance.choice(INNER))
        if self._chance.random() < self.kind.outer[in_trouble]:
            tapped.append(self._chance.choice(OUTER))
        return tuple(
            self._chance.choice(INNER + OUTER) if self._chance.random() < self.world.wrong_tags else code
            for code in tapped
        )
