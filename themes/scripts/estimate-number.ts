// <div data-estimate>: a slider beside the number field; both say the same.
export function estimateNumber(box: HTMLElement) {
  const field = box.querySelector<HTMLInputElement>("input[type=number]")!;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "wj-estimate__slider";
  for (const name of ["min", "max", "step"]) slider.setAttribute(name, field.getAttribute(name)!);
  slider.setAttribute("aria-label", `${box.querySelector("label")!.textContent}, schuif`);
  slider.addEventListener("input", () => (field.value = slider.value));
  field.addEventListener("input", () => (slider.value = field.value));
  if (field.value) slider.value = field.value;
  box.append(slider);
}
