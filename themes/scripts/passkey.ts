// [data-passkey=address of the options]: asks the device for a passkey, puts the answer in the form's hidden field and sends the
// form. With data-passkey-make it makes one. Where a browser has no passkeys the part stays hidden.
export function passkey(part: HTMLElement) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  part.hidden = false;
  const form = part instanceof HTMLFormElement ? part : part.querySelector("form")!;
  const says = part.querySelector<HTMLElement>("[data-passkey-says]")!;
  const make = "passkeyMake" in part.dataset;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    says.textContent = "";
    try {
      const token = form.querySelector<HTMLInputElement>("input[name=formulier]")!.value;
      const answer = await fetch(part.dataset.passkey!, { method: "POST", body: new URLSearchParams({ formulier: token }) });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const credential = await ask(make, await answer.json());
      form.querySelector<HTMLInputElement>("input[name=credential]")!.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      says.textContent = sayWhy(error, make);
    }
  });
}

function ask(make: boolean, options: any): Promise<Credential | null> {
  return make
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

// The device says no by name (WebAuthn 5.1.3): a second passkey for the same account on it will never be made.
function sayWhy(error: unknown, make: boolean): string {
  const name = error instanceof DOMException ? error.name : "";
  if (make && name === "InvalidStateError") return "Op dit apparaat staat al een passkey voor je account. Je kunt ermee inloggen.";
  if (name === "NotAllowedError") return "Je hebt het afgebroken, of het duurde te lang.";
  return "Dat lukte niet. Probeer het nog eens.";
}
