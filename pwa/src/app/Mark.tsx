/** A cairn: the stones that mark a way. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <ellipse cx="12.4" cy="4.6" rx="3.4" ry="2.4" />
      <ellipse cx="11.6" cy="11" rx="5.8" ry="3" />
      <ellipse cx="12.2" cy="18.6" rx="9" ry="3.6" />
    </svg>
  );
}
