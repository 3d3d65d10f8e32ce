/** The key for a choice, beside it; only seen, as the words say the rest. */
export function Key({ of }: { of: string | number }) {
  return (
    <kbd class="key" aria-hidden="true">
      {of}
    </kbd>
  );
}
