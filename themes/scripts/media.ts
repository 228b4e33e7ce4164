// The page of one picture of the library: its most important point is pointed at on the picture itself.
import { makeFocalPoint } from "./editor/focal-point";

for (const place of document.querySelectorAll<HTMLElement>("[data-focal-point]")) {
  const image = place.querySelector("img");
  const [x, y] = ["x", "y"].map((side) => document.querySelector<HTMLInputElement>(`input[name="p.focus_${side}"]`));
  if (!image || !x || !y) continue;
  const picture = image.closest("picture") ?? image;
  const here = document.createComment("");
  picture.before(here);
  here.replaceWith(makeFocalPoint(picture, image.src, x, y));
}
