import type { GoalSupport } from "../api/types.ts";
import { fullDay } from "../i18n/dates.ts";
import { deskSupport } from "../i18n/deskSupport.ts";
import { words } from "../i18n/words.ts";

/** What to think through first, and what may be tried; nothing while nothing is stuck. */
export function WhatToTry({ support: { hypotheses, changes, next_step } }: { support: GoalSupport }) {
  if (hypotheses.length === 0) return null;
  return (
    <div class="stack">
      {next_step !== null && (
        <p class="next-step">{next_step}</p>
      )}
      <section class="stack-tight">
        <h3>{deskSupport.help.hypotheses}</h3>
        <dl class="stack-tight">
          {hypotheses.map(({ code, text }) => (
            <div key={code}>
              <dt>
                <strong>{deskSupport.help.names[code] ?? code}</strong>
              </dt>
              <dd class="quiet">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <details class="twin">
        <summary>{deskSupport.help.changes}</summary>
        <ul class="bullets">
          {changes.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** Two bars a change, on one scale; the line stands at the planned pace. The same numbers as a table underneath. */
export function Paces({ support: { tried } }: { support: GoalSupport }) {
  if (tried.every(({ pace_before, pace_after }) => pace_before === null && pace_after === null)) return null;
  const most = Math.max(1.2, ...tried.flatMap(({ pace_before, pace_after }) => [pace_before ?? 0, pace_after ?? 0]));
  return (
    <section class="stack-tight">
      <h3>{deskSupport.help.paceTitle}</h3>
      <ul class="stack-tight">
        {tried.map(({ id, kind, on, pace_before, pace_after }) => (
          <li key={id}>
            <p class="small">
              {words.stall.kinds[kind]}, {fullDay(on)}
            </p>
            <Bars before={pace_before} after={pace_after} most={most} />
            <p class="small quiet">{deskSupport.help.pace(told(pace_before), told(pace_after))}</p>
          </li>
        ))}
      </ul>
      <p class="legend-row" aria-hidden="true">
        <span>
          <Swatch of="pace-before" /> {deskSupport.help.before}
        </span>
        <span>
          <Swatch of="pace-after" /> {deskSupport.help.after}
        </span>
        <span>
          <svg width="12" height="12">
            <line class="pace-planned" x1="6" x2="6" y1="0" y2="12" />
          </svg>{" "}
          {deskSupport.help.planned}
        </span>
      </p>
      <p class="small quiet">{deskSupport.help.paceNote}</p>
      <details class="twin">
        <summary>{words.common.showTable}</summary>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{deskSupport.help.what}</th>
              <th scope="col">{deskSupport.help.on}</th>
              <th scope="col">{deskSupport.help.before}</th>
              <th scope="col">{deskSupport.help.after}</th>
            </tr>
          </thead>
          <tbody>
            {tried.map(({ id, kind, on, pace_before, pace_after, weeks_after }) => (
              <tr key={id}>
                <th scope="row">{words.stall.kinds[kind]}</th>
                <td>{fullDay(on)}</td>
                <td>{told(pace_before)}</td>
                <td>
                  {told(pace_after)} <span class="small quiet">{deskSupport.help.weeksAfter(weeks_after)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Bars({ before, after, most }: { before: number | null; after: number | null; most: number }) {
  // At least a trace of each: a pace of nothing is a finding too.
  const x = (pace: number | null) => `${Math.max(0.8, ((pace ?? 0) / most) * 100)}%`;
  return (
    <svg class="paces" width="100%" height="26" aria-hidden="true">
      {before !== null && <rect class="pace-before" x="0" y="2" width={x(before)} height="9" />}
      {after !== null && <rect class="pace-after" x="0" y="15" width={x(after)} height="9" />}
      <line class="pace-planned" x1={x(1)} x2={x(1)} y1="0" y2="26" />
    </svg>
  );
}

function Swatch({ of }: { of: string }) {
  return (
    <svg width="12" height="12">
      <rect class={of} y="1" width="12" height="10" />
    </svg>
  );
}

function told(pace: number | null): string {
  return pace === null ? deskSupport.help.paceUnknown : deskSupport.help.paceOf(pace);
}
