import { render } from "preact";
import { App } from "./app/App.tsx";
import { startSession } from "./app/session.ts";
import { watchForUpdates } from "./app/updates.ts";
import { flushOnSignsOfLife } from "./outbox/outbox.ts";
import "./styles/index.css";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");

flushOnSignsOfLife();
void startSession();
render(<App />, root);
void watchForUpdates().catch(() => undefined);
