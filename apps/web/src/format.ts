import type { Schemas } from '#client';
import { getLocale } from './messages/runtime.js';
import { m } from './messages/messages.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(getLocale(), options);
  formats.set(key, format);
  return format;
}

export const money = ({ amount, currency }: Schemas['Money']): string =>
  amount === 0
    ? m.free_of_charge()
    : new Intl.NumberFormat(getLocale(), { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);

export const moneyRange = (from: Schemas['Money'], to: Schemas['Money']): string =>
  new Intl.NumberFormat(getLocale(), {
    style: 'currency',
    currency: from.currency,
    maximumFractionDigits: 0,
  }).formatRange(from.amount, to.amount);

export const number = (value: number): string => new Intl.NumberFormat(getLocale()).format(value);

export const percent = (share: number): string =>
  new Intl.NumberFormat(getLocale(), { style: 'percent' }).format(share);

/** Times are shown in the time zone of the viewer. */
export const timeZone = (): string => {
  const parts = dates({ timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
};

export const day = (at: string): string => dates({ month: 'short', day: 'numeric' }).format(new Date(at));
export const weekday = (at: string): string => dates({ weekday: 'short' }).format(new Date(at));
export const time = (at: string): string => dates({ hour: 'numeric', minute: '2-digit' }).format(new Date(at));
export const dayAndTime = (at: string): string =>
  dates({
    year: yearOf(at),
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at));
export const longDay = (at: string): string =>
  dates({ year: yearOf(at), month: 'long', day: 'numeric', weekday: 'long' }).format(new Date(at));
export const timeRange = (from: string, to: string): string =>
  dates({ hour: 'numeric', minute: '2-digit' }).formatRange(new Date(from), new Date(to));

export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Hours, minutes and seconds, with days in front of them if there are any. */
export function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24];
  const time = [hours, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days === 0 ? time : m.days_and_time({ days, time });
}

const categories: Record<string, (() => string) | undefined> = {
  art: m.category_art,
  business: m.category_business,
  'computer-science': m.category_computer_science,
  film: m.category_film,
  food: m.category_food,
  history: m.category_history,
  humanities: m.category_humanities,
  language: m.category_language,
  mathematics: m.category_mathematics,
  music: m.category_music,
  'open-lecture': m.category_open_lecture,
  science: m.category_science,
  sports: m.category_sports,
};

/** Categories are free text: the frequent ones are translated, and the others shown as they are written. */
export const category = (text: string): string => {
  const known = categories[text.toLowerCase().replaceAll(' ', '-')];
  if (known) return known();
  const words = text.replaceAll('-', ' ');
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
};

const yearOf = (at: string): 'numeric' | undefined =>
  new Date(at).getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
