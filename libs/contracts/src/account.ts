import { z } from 'zod';
import { Instant, SubjectId } from './values.js';

export const Role = z.enum(['student', 'instructor', 'admin', 'service']);
export type Role = z.infer<typeof Role>;

export const Locale = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof Locale>;

/** The published part of an account; credentials never leave identity. */
export const Account = z
  .object({
    id: SubjectId,
    email: z.string().nullable().meta({ example: 'mina@sugang.dev' }),
    name: z.string().meta({ example: 'Mina' }),
    role: Role,
    locale: Locale,
    createdAt: Instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;
