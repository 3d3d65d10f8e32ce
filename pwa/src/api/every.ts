import type { Answer } from "./client.ts";
import type { Page } from "./types.ts";

const MOST_PAGES = 50;

/** Everything of a list that is given in pages; `soFar` is told what is there after each page but the last. */
export async function every<T>(
  load: (cursor?: string) => Promise<Answer<Page<T>>>,
  soFar: (items: T[]) => void = () => undefined,
): Promise<Answer<T[]>> {
  let answer = await load();
  const items = [...answer.data.items];
  for (let page = 1; answer.data.next !== null && page < MOST_PAGES; page++) {
    soFar([...items]);
    answer = await load(answer.data.next);
    items.push(...answer.data.items);
  }
  return { ...answer, data: items };
}
