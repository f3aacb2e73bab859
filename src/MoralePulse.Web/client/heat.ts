/** The heat map: folds teams away in place, keeps that in the address, and follows new figures. Without this script each button asks for the page again. */
import { watch } from "./hub.ts";
import { liveParts } from "./live-parts.ts";
import { text } from "./texts.ts";

const form = document.getElementById("heat-form") as HTMLFormElement | null;
if (form) follow(form, document.getElementById("heat")!);

function follow(form: HTMLFormElement, heat: HTMLElement): void {
  const status = document.getElementById("board-live")!;
  const parts = liveParts(() => folds().forEach(show)); // the page that came was drawn when other teams may have been open
  const open = new Set(folds().filter(fold => fold.getAttribute("aria-expanded") === "true").map(fold => fold.value));

  const scroll = document.getElementById("heat-scroll")!;
  scroll.scrollLeft = scroll.scrollWidth; // the latest weeks first

  form.addEventListener("submit", event => {
    const button = event.submitter as HTMLButtonElement;
    event.preventDefault();
    if (button.name === "every") folds().forEach(fold => (button.value === "open" ? open.add(fold.value) : open.delete(fold.value)));
    else if (!open.delete(button.value)) open.add(button.value);
    folds().forEach(show);
    keep();
  });

  watch({
    names: () => [heat.dataset.of!],
    take: pulse => parts.want(pulse),
    stands: how => {
      status.textContent = text(({ live: "BoardLive", reconnecting: "BoardReconnecting", ended: "BoardEnded", asking: "BoardAsking" } as const)[how]);
    },
  });

  function folds(): HTMLButtonElement[] {
    return [...heat.querySelectorAll<HTMLButtonElement>("button[aria-controls]")];
  }

  function show(fold: HTMLButtonElement): void {
    const shows = open.has(fold.value);
    fold.setAttribute("aria-expanded", String(shows));
    document.getElementById(fold.getAttribute("aria-controls")!)!.hidden = !shows;
  }

  function keep(): void {
    const address = new URL(location.href);
    for (const name of ["open", "fold", "every"]) address.searchParams.delete(name);
    for (const unit of [...open].sort()) address.searchParams.append("open", unit);
    history.replaceState(null, "", address);
  }
}
