// <button data-copy="id" hidden>: copies the text of that element and says so on the button itself.
export function copyText(button: HTMLButtonElement) {
  const source = document.getElementById(button.dataset.copy!);
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent!.trim());
    button.textContent = "Gekopieerd";
    setTimeout(() => (button.textContent = label), 2500);
  });
}
