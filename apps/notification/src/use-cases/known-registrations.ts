import type { KnownRegistration } from '../domain/tell-of-registration.js';

/** Copies of registrations, from their events: who is registered for what, and how far each has come. */
export abstract class KnownRegistrations {
  abstract find(id: string): Promise<KnownRegistration | undefined>;
  /** Keeps the registration unless a later state of it is there already. */
  abstract keep(registration: KnownRegistration): Promise<'kept' | 'stale'>;
}
