// <div data-watch>: asks its page again every few seconds for as long as it has the mark, so that numbers that grow are seen growing.
const pause = 3000; // ms

export function watchProgress(part: HTMLElement, bindIn: (part: ParentNode) => void) {
  const again = () => setTimeout(look, pause);
  async function look() {
    if (!part.isConnected) return;
    if (document.visibilityState === "hidden") return again();
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
      if (!fresh) return again();
      // Who is at a button of it keeps their place there.
      const at = part.contains(document.activeElement) ? document.activeElement!.id : "";
      part.replaceChildren(...fresh.childNodes);
      part.toggleAttribute("data-watch", fresh.hasAttribute("data-watch"));
      bindIn(part);
      if (at) document.getElementById(at)?.focus();
      if (part.hasAttribute("data-watch")) again();
    } catch {
      again(); // no connection for a moment
    }
  }
  again();
}
