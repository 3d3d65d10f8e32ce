type List = readonly [title: string, items: readonly string[]];

/** What is so beside what is not. */
export function TwoLists({ lists }: { lists: readonly [List, List] }) {
  return (
    <div class="two">
      {lists.map(([title, items]) => (
        <div class="stack-tight" key={title}>
          <h2>{title}</h2>
          <ul class="bullets">
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
