import { useEffect, useState } from "preact/hooks";

/** What the fragment of this address brought, once it is out of the address bar; another link may bring another one. */
export function useBrought(): string {
  const [brought, setBrought] = useState(takeFragment);
  useEffect(() => {
    const take = () => setBrought(takeFragment());
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return brought;
}

/** It stays with this entry of the history, so that a reload does not lose it. */
function takeFragment(): string {
  const fragment = location.hash.slice(1);
  if (fragment !== "" && fragment !== "content") history.replaceState({ brought: fragment }, "", location.pathname);
  const state = history.state as { brought?: unknown } | null;
  return typeof state?.brought === "string" ? state.brought : "";
}
