/** A combobox that searches units as somebody types: an editable combobox with a list, as the ARIA Authoring Practices describe it. */
import { text } from "./texts.ts";

export interface Unit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}

interface Found extends Unit {
  readonly within: string;
}

const mostShown = 12;

/** Units whose name, or whose parents' names, have every word typed; names that begin with it first. */
export function search(units: readonly Unit[], typed: string, most = mostShown): Found[] {
  const words = typed.toLowerCase().split(/\s+/).filter(word => word !== "");
  const names = new Map(units.map(unit => [unit.id, unit]));
  const within = (unit: Unit): string => {
    const parent = unit.parentId === null ? undefined : names.get(unit.parentId);
    return parent && parent.parentId !== null ? [parent.name, within(parent)].filter(name => name !== "").join(", ") : ""; // everybody knows whose units these are
  };
  const rank = (unit: Found): number => {
    const name = unit.name.toLowerCase();
    if (words.length === 0 || name.startsWith(words[0]!)) return 0;
    return words.every(word => name.includes(word)) ? 1 : 2;
  };
  return units
    .map(unit => ({ ...unit, within: within(unit) }))
    .filter(unit => words.every(word => `${unit.name} ${unit.within}`.toLowerCase().includes(word)))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, most);
}

export class UnitPicker {
  private units: readonly Unit[] = [];
  private shown: Found[] = [];
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly status: HTMLElement,
    private readonly picked: (unit: Unit) => void,
  ) {
    input.addEventListener("input", () => this.open());
    input.addEventListener("click", () => this.open());
    input.addEventListener("keydown", event => this.key(event));
    input.addEventListener("blur", () => this.close());
    // A press would take the focus from the input, and the list with it, before the click arrives.
    list.addEventListener("pointerdown", event => event.preventDefault());
    list.addEventListener("click", event => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.pick(Number(option.dataset.at));
    });
  }

  /** The units to choose from and the one that is chosen. */
  offer(units: readonly Unit[], chosenName: string): void {
    this.units = units;
    this.input.value = chosenName;
    this.input.dataset.chosen = chosenName;
  }

  private open(): void {
    const typed = this.input.value === this.input.dataset.chosen ? "" : this.input.value;
    this.shown = search(this.units, typed);
    this.active = -1;
    this.list.replaceChildren(...this.shown.map((unit, at) => option(this.list.id, unit, at)));
    this.list.hidden = this.shown.length === 0;
    this.input.setAttribute("aria-expanded", String(this.shown.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = this.shown.length === 0 ? text("TapUnitsNoneNamed") : text(this.shown.length === mostShown ? "TapUnitsMore" : "TapUnitsSome", this.shown.length);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.input.dataset.chosen ?? "";
    this.status.textContent = "";
  }

  private pick(at: number): void {
    const unit = this.shown[at];
    if (!unit) return;
    this.input.dataset.chosen = unit.name;
    this.close();
    this.picked(unit);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault(); // chooses, and does not send the form
      this.pick(this.active < 0 ? 0 : this.active);
    }
  }

  private move(by: number): void {
    if (this.shown.length === 0) return;
    this.active = (this.active + by + this.shown.length + (this.active < 0 && by < 0 ? 1 : 0)) % this.shown.length;
    for (const [at, one] of [...this.list.children].entries()) one.setAttribute("aria-selected", String(at === this.active));
    const chosen = this.list.children[this.active]!;
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }
}

function option(list: string, unit: Found, at: number): HTMLElement {
  const item = document.createElement("li");
  item.id = `${list}-${at}`;
  item.role = "option";
  item.ariaSelected = "false";
  item.dataset.at = String(at);
  item.className = "mp-picker__option";
  item.textContent = unit.name;
  if (unit.within !== "") {
    const within = document.createElement("span");
    within.className = "mp-picker__within";
    within.textContent = unit.within;
    item.append(" ", within);
  }

  return item;
}
