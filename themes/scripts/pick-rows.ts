// <form data-pick-rows>: "alles" ticks every row and follows them; says how many are chosen. Without it the server reads "alles" itself.
export function pickRows(form: HTMLFormElement) {
  const all = form.querySelector<HTMLInputElement>("input[name=alles]");
  if (!all) return; // nothing here can be chosen by who looks
  const rows = [...form.querySelectorAll<HTMLInputElement>("input[name=id]")];
  const count = form.querySelector("[data-picked]");
  const show = () => {
    const picked = rows.filter((row) => row.checked).length;
    all.checked = picked === rows.length;
    all.indeterminate = picked > 0 && !all.checked;
    if (count) count.textContent = picked > 0 ? ` (${picked})` : "";
  };
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).getAttribute("name") === "id") show();
  });
  show(); // a browser that goes back remembers what was ticked
}
