/** The one line that says what a tap will name: unit, shift, date and staff group; and the panel that changes it. */
import { addDays, sayDate, type IsoDate } from "./calendar.ts";
import type { Collector } from "./collect.ts";
import { guessShift, type Shift } from "./guess.ts";
import { element } from "./page.ts";
import { text } from "./texts.ts";
import { UnitPicker, type Unit } from "./unit-picker.ts";
import type { Place } from "./wallet.ts";

export class PlaceForm {
  private readonly line = element("tap-line");
  private readonly button = element<HTMLButtonElement>("tap-change");
  private readonly panel = element("tap-place");
  private readonly unit = element<HTMLInputElement>("tap-unit");
  private readonly shift = element<HTMLSelectElement>("tap-shift");
  private readonly date = element<HTMLSelectElement>("tap-date");
  private readonly staffGroup = element<HTMLSelectElement>("tap-staff-group");
  private readonly picker: UnitPicker;
  /** The dates that the service accepts taps for, newest first. */
  readonly openDates: readonly IsoDate[];
  /** Chosen where another unit is not for this tap only. */
  private readonly keep = element<HTMLInputElement>("tap-remember");
  private usual: Pick<Unit, "id" | "name"> | undefined;
  private offered = false;

  /**
   * @param who whose units, and what time it is there
   * @param remembered where she tapped last; unknown units and shifts fall back to what the service wrote into the page
   * @param changed a shift was chosen, so the date may be another
   */
  constructor(
    private readonly who: Collector,
    remembered: Place | undefined,
    changed: () => void,
  ) {
    this.openDates = Array.from({ length: who.daysOpen + 1 }, (_, days) => addDays(who.now.date, -days));
    const guessed = guessShift(this.shifts(), who.now)?.code;
    const shift = [remembered?.shift, guessed].find(code => this.shifts().some(known => known.code === code));
    if (shift !== undefined) this.shift.value = shift;
    if (remembered) {
      this.choose({ id: remembered.unit, name: remembered.unitName });
      if ([...this.staffGroup.options].some(known => known.value === remembered.staffGroup)) this.staffGroup.value = remembered.staffGroup;
    }

    this.usual = { id: this.unit.dataset.unit!, name: this.unit.dataset.name! };
    this.picker = new UnitPicker(this.unit, element("tap-units"), element("tap-units-status"), unit => this.choose(unit));
    this.button.addEventListener("click", () => this.open(this.panel.hidden !== false));
    this.shift.addEventListener("change", changed);
    this.date.addEventListener("change", () => this.say());
    this.staffGroup.addEventListener("change", () => this.say());
  }

  get place(): Place {
    return { unit: this.unit.dataset.unit!, unitName: this.unit.dataset.name!, shift: this.shift.value, staffGroup: this.staffGroup.value };
  }

  /** What is to be offered next time: another unit only where she says so, since she may be helping out for one shift. */
  get toRemember(): Place {
    return this.keep.checked || !this.usual ? this.place : { ...this.place, unit: this.usual.id, unitName: this.usual.name };
  }

  get chosenDate(): IsoDate {
    return this.date.value;
  }

  get chosenShift(): Shift {
    return this.shifts()[this.shift.selectedIndex]!;
  }

  /** Offers the dates that can be tapped for, with one of them chosen. */
  offer(dates: readonly IsoDate[], chosen: IsoDate): void {
    const label = (date: IsoDate): string => (date === this.who.now.date ? text("TapToday", sayDate(date)) : sayDate(date));
    this.date.replaceChildren(...this.openDates.filter(date => dates.includes(date)).map(date => new Option(label(date), date)));
    this.date.value = chosen;
    this.say();
  }

  open(open: boolean): void {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open && !this.offered) void this.offerUnits();
  }

  private shifts(): (Shift & { name: string })[] {
    return [...this.shift.options].map(option => ({ code: option.value, name: option.text, starts: option.dataset.starts!, ends: option.dataset.ends! }));
  }

  private choose(unit: Pick<Unit, "id" | "name">): void {
    this.unit.dataset.unit = unit.id;
    this.unit.dataset.name = unit.name;
    element("tap-remember-item").hidden = this.who.shared || !this.usual || unit.id === this.usual.id;
    this.say();
  }

  private say(): void {
    const shift = this.shift.selectedOptions[0]?.text.toLowerCase() ?? "";
    const named = /shift|hours|day/.test(shift) ? shift : text("TapShiftNamed", shift);
    const group = this.staffGroup.value && this.staffGroup.selectedOptions[0]?.text; // sent with the tap, so it is said
    this.line.textContent = [this.unit.dataset.name, named, this.date.value && sayDate(this.date.value), group].filter(Boolean).join(", ");
  }

  private async offerUnits(): Promise<void> {
    const status = element("tap-units-status");
    status.textContent = text("TapUnitsLoading");
    try {
      const response = await fetch(`/api/v1/${this.who.ods}/tap-form`, { credentials: "omit", signal: AbortSignal.timeout(20_000) });
      if (!response.ok) throw new Error(String(response.status));
      this.picker.offer(((await response.json()) as { units: Unit[] }).units, this.unit.dataset.name!);
      this.unit.disabled = false;
      this.offered = true;
      status.textContent = "";
    } catch {
      status.textContent = text("TapUnitsNone");
    }
  }
}
