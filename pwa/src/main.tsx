import "./ahead.ts";
import { render } from "preact";
import { App } from "./app/App.tsx";
import { fetchAhead } from "./app/fetched.ts";
import { holdInstallPrompt } from "./app/install.ts";
import { startSession } from "./app/session.ts";
import { watchForUpdates } from "./app/updates.ts";
import { askIn } from "./api/client.ts";
import { wantedHere } from "./i18n/choice.ts";
import { beginToSpeak } from "./i18n/speak.ts";
import { flushOnSignsOfLife } from "./outbox/outbox.ts";
import { tellIn } from "./outbox/sync.ts";
import "./styles/index.css";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");

askIn(wantedHere());
tellIn(wantedHere());
void startSession();
holdInstallPrompt();
flushOnSignsOfLife();
void beginToSpeak().then(() => {
  fetchAhead(location.pathname);
  render(<App />, root);
  return watchForUpdates().catch(() => undefined);
});
