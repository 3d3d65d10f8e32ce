import { mine } from "../i18n/mine.ts";

/** What the coach's pages have and these do not: the server's sentences. */
export function NotShown({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="card soft">
      <h2>{mine.coachView.notShown}</h2>
      <ul class="bullets">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
