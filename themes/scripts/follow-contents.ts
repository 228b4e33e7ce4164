// <nav data-toc>: marks the part you are reading.
export function followContents(contents: HTMLElement) {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of contents.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  const mark = () => {
    const reading = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.35).pop();
    for (const [heading, link] of links) {
      if (heading === reading) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        mark();
        waiting = false;
      });
    },
    { passive: true },
  );
  mark();
}
