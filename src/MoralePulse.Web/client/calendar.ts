/** Dates of an organisation's calendar, as ISO text ("2026-11-23"): no time zone can move them, and they compare as they sort. */

export type IsoDate = string;

/** A local date and time of day of the organisation, "2026-11-23" and "17:30". A simulated organisation's differ from the device's. */
export interface LocalMoment {
  readonly date: IsoDate;
  readonly time: string;
}

/** Local time of day until which yesterday's pass can be collected; its key is destroyed then. */
const collectableUntil = "12:00";

/** What time it is on an organisation's wall by this device's clock, for a page that was opened without network. */
export function nowIn(timeZone: string, instant = new Date()): LocalMoment {
  const parts = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).formatToParts(instant);
  const part = (type: string): string => parts.find(found => found.type === type)!.value;
  return { date: `${part("year")}-${part("month")}-${part("day")}`, time: `${part("hour")}:${part("minute")}` };
}

const utc = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);

export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = utc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export const weekday = (date: IsoDate): number => (utc(date).getUTCDay() + 6) % 7;

/** The Monday of a date's week. */
export const mondayOf = (date: IsoDate): IsoDate => addDays(date, -weekday(date));

/** Whether what belongs to a date that has just ended can still be collected. */
export const isMorning = (now: LocalMoment): boolean => now.time < collectableUntil;

/** "6 August 2018". */
export const sayDate = (date: IsoDate): string => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(utc(date));

/** "5:30pm" for an instant, on an organisation's wall. */
export function sayTime(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", hour12: true, timeZone }).formatToParts(new Date(instant));
  const part = (type: string): string => parts.find(found => found.type === type)?.value ?? "";
  const hour = part("hour") === "0" ? "12" : part("hour");
  return `${hour}:${part("minute")}${part("dayPeriod").toLowerCase().replaceAll(/[^apm]/g, "")}`;
}
