import { z } from 'zod';
import { Account } from '../account.js';
import { LectureState } from '../lecture.js';
import { Payment } from '../payment.js';
import { Registration } from '../registration.js';

/** Every event that exists: its name and the state it carries. Routing key = name + `.v1`, type = `sugang.` + name + `.v1`. */
export const eventCatalog = {
  'lecture.opened': LectureState,
  'lecture.changed': LectureState,
  'lecture.canceled': LectureState,
  'lecture.closed': LectureState,
  'registration.requested': Registration,
  'registration.payment-deferred': Registration,
  'registration.confirmed': Registration,
  'registration.declined': Registration,
  'registration.expired': Registration,
  'registration.canceled': Registration,
  'payment.completed': Payment,
  'payment.declined': Payment,
  'payment.canceled': Payment,
  'account.signed-up': Account,
  'account.changed': Account,
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof eventCatalog;
export type EventData<N extends EventName> = z.infer<(typeof eventCatalog)[N]>;

export const eventNames = Object.keys(eventCatalog) as EventName[];

/** Whether `name` is an event of the catalog. */
export const isEventName = (name: string): name is EventName => Object.hasOwn(eventCatalog, name);
