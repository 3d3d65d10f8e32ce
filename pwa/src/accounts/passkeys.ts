import { addPasskey, askToMakePasskey } from "../api/accessCalls.ts";
import { askToShowPasskey, signInByPasskey } from "../api/calls.ts";
import type { Me, Passkey } from "../api/types.ts";

/** Browsers know no passkeys for an address that is a number. */
export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential !== "undefined" &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential &&
    !/^[\d.]+$|:/.test(location.hostname)
  );
}

/** Signs in with a passkey of this device. `quietly` waits in the address field's own suggestions until one is picked. */
export async function signInWithPasskey(quietly?: AbortSignal): Promise<Me> {
  const { data } = await askToShowPasskey();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(data.public_key as PublicKeyCredentialRequestOptionsJSON);
  const shown = await navigator.credentials.get({
    publicKey,
    ...(quietly && { mediation: "conditional", signal: quietly }),
  });
  return (await signInByPasskey((shown as PublicKeyCredential).toJSON())).data;
}

export async function makePasskey(name: string): Promise<Passkey> {
  const { data } = await askToMakePasskey();
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(data.public_key as PublicKeyCredentialCreationOptionsJSON);
  const made = await navigator.credentials.create({ publicKey });
  return (await addPasskey(name, (made as PublicKeyCredential).toJSON())).data;
}

export async function mayAskQuietly(): Promise<boolean> {
  return passkeysWork() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

/** What the browser says when somebody changed their mind, or let the time pass. */
export function isChangeOfMind(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
}

/** What the browser says when this device already holds one. */
export function isAlreadyHere(error: unknown): boolean {
  return error instanceof DOMException && error.name === "InvalidStateError";
}
