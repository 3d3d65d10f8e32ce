import { endOtherSessions, endSession, listDevices } from "../api/accessCalls.ts";
import type { Device } from "../api/types.ts";
import { mine } from "../i18n/mine.ts";
import { Button } from "../ui/Button.tsx";
import { Paged } from "../ui/Paged.tsx";
import { attempt } from "../ui/attempt.ts";

/** Where one is signed in, newest first; each of the others can be signed out from here. */
export function Devices() {
  return (
    <section class="card">
      <div>
        <h2>{mine.access.devices}</h2>
        <p class="small quiet">{mine.access.devicesHelp}</p>
      </div>
      <Paged of="devices" load={listDevices} empty={null}>
        {(items, reload) => (
          <>
            <ul class="lines">
              {items.map((device) => (
                <DeviceLine key={device.id} device={device} onEnded={reload} />
              ))}
            </ul>
            {items.length > 1 && (
              <div>
                <Button onClick={() => void attempt(endOtherSessions, mine.access.ended).then(reload)}>{mine.access.endAll}</Button>
              </div>
            )}
          </>
        )}
      </Paged>
    </section>
  );
}

function DeviceLine({ device, onEnded }: { device: Device; onEnded: () => Promise<void> }) {
  return (
    <li class="line row-between">
      <div>
        <p>
          {device.device}
          {device.current && <span class="quiet"> · {mine.access.thisOne}</span>}
        </p>
        <p class="small quiet">{mine.access.signedIn(device.practice, mine.access.by[device.signed_in_with], device.signed_in_at)}</p>
      </div>
      {!device.current && (
        <Button
          kind="plain"
          label={mine.access.labelled(mine.access.end, device.device)}
          onClick={() => void attempt(() => endSession(device.id), mine.access.ended).then(onEnded)}
        >
          {mine.access.end}
        </Button>
      )}
    </li>
  );
}
