"""Every number of the stall model, with its unit and where it comes from.

"Tuned" means chosen on simulated clients; "chosen" means a judgement about how patient or careful to be.
"Days" are active days, and "weeks" planned or active weeks, unless a comment says calendar.
"""

from dataclasses import dataclass, replace

PARAMS_VERSION = "steady-2"


@dataclass(frozen=True, slots=True)
class StallParams:
    """The defaults are the model; a practice may only choose EARLIER."""

    # Slope: the median of pair slopes, which one odd week cannot move (Theil 1950, Sen 1968)
    window_observations: int = 6  # observations; tuned
    window_days: int = 63  # days; tuned: six observations with gaps still count, a quarter of a year does not
    least_observations: int = 4  # observations; chosen: three points make a line out of any noise
    least_span_days: int = 21  # days; chosen: three weeks before anything is said
    pair_days: int = 6  # days; chosen: two values of the same few days say nothing about pace
    least_pairs: int = 3  # pairs; chosen
    stalled_below_pace: float = 0.25  # planned weeks a week; tuned
    moving_pace: float = 0.5  # planned weeks a week; tuned
    moving_share: float = (
        0.35  # share of pairs, 0-1; tuned: some pairs moving is a step-like path, not a stall
    )
    # Hysteresis
    enter_after: int = 2  # observations in a row; chosen: one bad week is a bad week
    leave_after: int = 2  # observations in a row; chosen: the same, the other way round
    leave_observations: int = 4  # observations the leaving pace is taken over; tuned
    leave_span_days: int = 14  # days; tuned
    leave_pace: float = 0.5  # planned weeks a week; tuned: twice the pace that enters
    weeks_before_entry: int = 3  # weeks; the least span, which had passed when a stall was first seen
    # Load: an exponentially weighted mean (Roberts 1959) of the client's own items, against their own start
    keep_a_week: float = 0.65  # share of the old value kept after 7 days; tuned
    most_new: float = 0.8  # share; chosen: after a long gap one answer still does not decide alone
    load_baseline: int = 6  # reflections; tuned
    spread_least: float = 0.8  # points of 10; tuned: nobody is so even that one point is news
    spread_most: float = 2.0  # points of 10; tuned
    mad_to_sd: float = 1.4826  # factor; the normal distribution's ratio of sd to median absolute deviation
    load_high: float = 6.0  # points of 10; tuned: catches load that was high from the first week
    load_risen_from: float = 4.5  # points of 10; tuned: a rise from light to ordinary is no load
    load_rise_least: float = 1.2  # points of 10; tuned
    load_rise_spreads: float = 2.7  # spreads of the smoothed value; tuned, the usual control limit
    load_on_after: int = 3  # reflections in a row; tuned
    load_off_after: int = 2  # reflections in a row; tuned
    load_off: float = 5.0  # points of 10; tuned
    load_known_days: int = 28  # days; chosen: an older answer is not about now
    # Reactions bigger than what happened
    bigger_yes: int = 3  # answers; tuned
    bigger_of: int = 6  # answers; tuned
    bigger_days: int = 84  # days; chosen: twelve weeks
    # Repeating
    repeat_weeks: int = 3  # observations; tuned
    repeat_of: int = 5  # observations; tuned
    restarts: int = 2  # restarts; chosen
    restart_days: int = 120  # calendar days; chosen
    # Tried
    tried_before_days: int = 35  # days before a stall's entry; the window that showed it, and a little more
    tried_after_days: int = 28  # days; tuned: at three weeks, half as many false suggestions again
    # Enough data
    enough_observations: int = 8  # observations; tuned
    enough_span_days: int = 49  # days; tuned
    enough_share: float = 0.5  # share of the expected, 0-1; chosen
    enough_days: int = 56  # days; chosen
    fresh_days: int = 21  # days; chosen: three weeks of silence are a quiet goal, and silence refers nobody
    # Levels
    behind_weeks: float = 1.0  # planned weeks; chosen
    behind_share: float = 0.15  # share of the planned weeks passed; chosen
    behind_habit_gain: float = 0.75  # planned weeks a week; chosen
    behind_habit_weeks: int = 4  # observations; chosen
    signs_wanted: int = 2  # of load, bigger, repeat: several signs, not one (Hullinger & DiGirolamo 2018)
    support_weeks: int = 4  # weeks stalled; tuned
    persistence_weeks: int = 10  # weeks stalled; tuned: at twelve, only half of the patterns were found
    persistence_adaptations: int = 2  # days on which the approach changed; chosen
    persistence_after_days: int = 21  # days since each of them; chosen: a change needs three weeks to show
    persistence_episodes: int = 3  # episodes; tuned
    persistence_days: int = 365  # calendar days; chosen
    # Lanes
    cost_load: float = 6.5  # points of 10; tuned
    cost_in_a_row: int = 4  # reflections; tuned
    cost_again_days: int = 84  # calendar days; chosen
    quiet_missed: int = 3  # expected check-ins; chosen


DEFAULT = StallParams()
EARLIER = replace(DEFAULT, bigger_yes=2)


def params_of(*, looks_earlier: bool) -> tuple[StallParams, str]:
    """Give what a practice's choice means, and the name under which verdicts are kept."""
    return (EARLIER, f"{PARAMS_VERSION}-earlier") if looks_earlier else (DEFAULT, PARAMS_VERSION)
