import { z } from 'zod';
import type { Language } from './faults.js';

export const MessageLanguage = z.enum(['ko', 'en']) satisfies z.ZodType<Language>;

/** A BCP 47 language tag in canonical form. */
export const Locale = z
  .string()
  .max(35)
  .refine((value) => canonicalTag(value) !== undefined, 'must be a language tag such as ko-KR')
  .overwrite((value) => canonicalTag(value) ?? value)
  .meta({
    id: 'Locale',
    description:
      'Language tag (BCP 47), such as `ko` or `en-GB`. Messages to the account are in Korean for `ko` and `ko-…`, otherwise in English.',
    example: 'ko-KR',
  });
export type Locale = z.infer<typeof Locale>;

function canonicalTag(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The language of messages to an account with this locale. */
export const languageOf = (locale: Locale): Language => (/^ko(-|$)/.test(locale) ? 'ko' : 'en');
