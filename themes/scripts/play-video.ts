// <a data-video="embed address">: the player comes only after a click; until then nobody else hears of the visit.
export function playVideo(link: HTMLAnchorElement) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement("iframe");
    player.className = "wj-video__frame";
    player.src = `${link.dataset.video}${link.dataset.video!.includes("?") ? "&" : "?"}autoplay=1`;
    player.title = link.dataset.title ?? "";
    player.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    player.allowFullscreen = true;
    link.replaceWith(player);
    player.focus();
  });
}
