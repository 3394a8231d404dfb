import { z } from 'zod';

/** Identifier of a resource: any UUID, lower-cased. Ours are UUIDv7; an id of another version is not found. */
export const Id = z
  .guid()
  .overwrite((value) => value.toLowerCase())
  .meta({ example: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01' });

/** Subject of an account: at most 128 characters, chosen by the identity provider, so not always a UUID. */
export const SubjectId = z
  .string()
  .min(1)
  .max(128)
  .refine((value) => isPrintable(value), 'must not contain control characters')
  .meta({ example: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1b02' });

/** Instant as services publish it: RFC 3339, UTC, milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 }).meta({ example: '2027-03-02T01:00:00.000Z' });

/** Instant as clients may send it: RFC 3339 with any offset, 1970 to 2999; normalized to UTC with milliseconds. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .refine((value) => inCalendar(value), 'must be a real date between 1970 and 2999')
  .overwrite((value) => (inCalendar(value) ? new Date(value).toISOString() : value))
  .meta({ example: '2027-03-02T10:00:00+09:00' });

function inCalendar(value: string): boolean {
  const time = Date.parse(value);
  return time >= 0 && time < Date.UTC(3000, 0, 1);
}

export type Open<Value extends string> = Value | (string & {});

const opened = new WeakMap<z.ZodType, z.ZodType>();

/** An enumeration in a response or an event. Readers accept values of later releases and treat them as different from all known ones. */
export function open<Values extends z.core.util.EnumLike>(known: z.ZodEnum<Values>) {
  // One schema per enumeration, because each is one component in the documents.
  const schema = opened.get(known) ?? z.string().meta({ ...known.meta(), 'x-extensible-enum': known.options });
  opened.set(known, schema);
  return schema as z.ZodType<Open<Extract<Values[keyof Values], string>>>;
}

/** Money in integer minor units of an ISO 4217 currency. Sugang charges in won: 49000 is ₩49,000. */
export const Money = z
  .strictObject({
    amount: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .describe('Integer minor units of the currency. The won has none, so 49000 is ₩49,000.'),
    currency: z.literal('KRW').describe('ISO 4217 code.'),
  })
  .meta({
    id: 'Money',
    description: 'An amount of money in integer minor units.',
    example: { amount: 49000, currency: 'KRW' },
  });
export type Money = z.infer<typeof Money>;

// C0 controls but tab and line breaks, DEL, C1 controls, and controls of the writing direction, which can disguise a text.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const LINE_BREAK = /[\t\n\r\u2028\u2029]/;
// Characters outside the categories of spaces, controls and marks that are blank all the same: Hangul fillers, braille blank.
const VISIBLE = /[^\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;
const WEB_ADDRESS = /:\/\/|\bwww\.|[\p{L}\d-]\.[a-z]{2,}\//iu;

/** Trimmed, NFC, well-formed Unicode without control characters; `min` and `max` in UTF-16 units. */
export const text = (min: number, max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(min)
    .max(max)
    .refine((value) => isPrintable(value), 'must not contain control characters')
    .refine((value) => min === 0 || VISIBLE.test(value), 'must contain a visible character');

/** `text` without line breaks and tabs: it can stand in a mail header, a CSV cell or a log line. */
export const singleLine = (min: number, max: number) =>
  text(min, max).refine((value) => !LINE_BREAK.test(value), 'must be a single line');

/** Name of a person. A web address is refused, because names are shown in mails to others. */
export const PersonName = singleLine(1, 80).refine(
  (value) => !WEB_ADDRESS.test(value),
  'must not contain a web address',
);

function isPrintable(value: string): boolean {
  return !UNPRINTABLE.test(value) && value.isWellFormed();
}
