/**
 * Parts of a page that only the service draws (trends, the heat map, tables): asked for again after a release, and swapped where they differ. What bears data-of
 * says of which unit or cohort, and which figures it was drawn from (data-date, data-version); what bears data-live is swapped.
 */
import { drawnOf, hasCaughtUp, nextLook, type Drawn } from "./drawn.ts";
import type { Pulse } from "./pulse.ts";
import { wholePage } from "./whole.ts";

export interface LiveParts {
  /** Something was released: parts that were drawn from older figures are asked for until they have caught up. */
  readonly want: (pulse: Pulse) => void;
}

/**
 * @param swapped Is called after parts were put in place, with the page that they came from.
 */
export function liveParts(swapped: (page: Document) => void = () => undefined): LiveParts {
  const wanted = new Map<string, Drawn>();
  let looks = -1; // none under way
  let wake: () => void = () => undefined;

  return {
    want(pulse) {
      wanted.set(pulse.unit, { date: pulse.date, version: pulse.version });
      if (behind().length === 0) return;
      if (looks < 0) return void look();
      looks = 0; // another release meanwhile: soon again
      wake();
    },
  };

  function behind(): { part: Drawn; release: Drawn }[] {
    return [...document.querySelectorAll<HTMLElement>("[data-of]")].flatMap(element => {
      const [part, release] = [drawnOf(element.dataset), wanted.get(element.dataset.of!)];
      return release && isBehind(part, release) ? [{ part, release }] : [];
    });
  }

  async function look(): Promise<void> {
    looks = 0;
    for (let late = behind(); late.length > 0; late = behind()) {
      const wait = nextLook(looks++, late.some(one => one.release.version > one.part.version));
      if (wait === null) break;
      await new Promise<void>(resolve => {
        wake = resolve;
        setTimeout(resolve, wait * (0.75 + Math.random() / 2)); // not in step with every other page
      });
      const page = await wholePage(location.href);
      if (!page) continue;
      for (const part of document.querySelectorAll<HTMLElement>("[data-of]")) redate(part, page.getElementById(part.id));
      for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) swap(part, page.getElementById(part.id));
      swapped(page);
    }

    looks = -1;
  }
}

/** Whether a part was drawn from older figures than were released. One that was never drawn from any has no date, and is behind with the first release only. */
export const isBehind = (part: Drawn, release: Drawn): boolean => !hasCaughtUp(part, release) && (part.date !== "" || release.version > part.version);

function redate(old: HTMLElement, fresh: HTMLElement | null): void {
  if (fresh) [old.dataset.version, old.dataset.date] = [fresh.dataset.version ?? "0", fresh.dataset.date ?? ""];
}

/** Puts new content in place of the old, where it differs; what had the focus keeps it. */
function swap(old: HTMLElement, fresh: HTMLElement | null): void {
  if (!fresh || old.innerHTML === fresh.innerHTML) return;
  const focused = old.contains(document.activeElement) ? [...old.querySelectorAll("a, button")].indexOf(document.activeElement!) : -1;
  old.innerHTML = fresh.innerHTML;
  old.querySelectorAll<HTMLElement>("a, button")[focused]?.focus({ preventScroll: true });
}
