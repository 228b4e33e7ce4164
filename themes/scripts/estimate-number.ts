// <div data-estimate="min max step">: a slider beside the field; both say the same, the field as one writes a number here.
export function estimateNumber(box: HTMLElement) {
  const field = box.querySelector<HTMLInputElement>("input.wj-estimate__number")!;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "wj-estimate__slider";
  [slider.min, slider.max, slider.step] = box.dataset.estimate!.split(" ");
  slider.setAttribute("aria-label", `${box.querySelector("label")!.textContent}, schuif`);
  const follow = () => {
    const number = Number(field.value.trim().replace(",", "."));
    if (field.value.trim() && !Number.isNaN(number)) slider.value = String(number);
  };
  slider.addEventListener("input", () => (field.value = slider.value.replace(".", ",")));
  field.addEventListener("input", follow);
  follow();
  box.append(slider);
}
