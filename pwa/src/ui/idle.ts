/** Safari knows no idle time: there it is a moment later. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 30);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(run, { timeout: 200 });
  return () => cancelIdleCallback(asked);
}
