import { words } from "../i18n/words.ts";
import { Button } from "../ui/Button.tsx";
import { install, installPrompt } from "./install.ts";

/** How to install, for every kind of device; hidden once installed. */
export function InstallSteps() {
  if (matchMedia("(display-mode: standalone)").matches) return null;
  return (
    <section class="card">
      <div>
        <h2>{words.settings.install}</h2>
        <p class="small quiet">{words.settings.installHelp}</p>
      </div>
      {installPrompt.value !== null && (
        <div>
          <Button onClick={() => void install()}>{words.settings.installHere}</Button>
        </div>
      )}
      <dl class="facts">
        {words.settings.installSteps.map(({ device, steps }) => (
          <>
            <dt>
              <strong>{device}</strong>
            </dt>
            <dd>{steps}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
