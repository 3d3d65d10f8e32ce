import type { ComponentChildren } from "preact";
import { words } from "../../i18n/words.ts";

type Props = { caption: string; columns: readonly string[]; rows: readonly (readonly ComponentChildren[])[] };

/** The table that says what a plot says. */
export function Twin({ caption, columns, rows }: Props) {
  return (
    <details class="twin">
      <summary>{words.common.showTable}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table class="table">
          <caption class="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
