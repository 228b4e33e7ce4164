// form[data-open-link=name of a field]: a link from a mail carries its secret behind the #, which no server gets to see. Fills it in and
// sends the form, and takes it out of the address. Without script one pastes the link.
export function openLink(form: HTMLFormElement) {
  const field = form.querySelector<HTMLInputElement>(`#${form.dataset.openLink}`)!;
  const open = () => {
    const secret = location.hash.slice(1);
    if (!secret) return;
    history.replaceState(null, "", location.pathname);
    field.value = secret;
    form.submit();
  };
  addEventListener("hashchange", open);
  // After the page has come: a form sent while it still comes would stop it.
  if (document.readyState === "complete") open();
  else addEventListener("load", () => setTimeout(open));
}
