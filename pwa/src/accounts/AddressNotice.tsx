import { keepAddress } from "../api/accessCalls.ts";
import { getMe } from "../api/calls.ts";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { attempt } from "../ui/attempt.ts";

/** On every page while the practice has asked that another address signs this person in. */
export function AddressNotice({ me, onChanged }: { me: Me; onChanged: (me: Me) => void }) {
  const change = me.address_change;
  if (change === null) return null;
  const keep = async () => {
    if (await attempt(keepAddress, words.addressChange.kept)) await attempt(async () => onChanged((await getMe()).data));
  };
  return (
    <section class="card soft notice-below" aria-label={words.addressChange.title}>
      <h2>{words.addressChange.title}</h2>
      <p>{words.addressChange.text(me.practice.name, change.email_hint, new Date(change.takes_effect_at))}</p>
      <div>
        <Button onClick={() => void keep()}>{words.addressChange.keep}</Button>
      </div>
    </section>
  );
}
