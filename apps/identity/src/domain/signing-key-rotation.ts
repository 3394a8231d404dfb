/** When a signing key signs from; keys sign one after the other. */
export interface SigningPeriod {
  kid: string;
  generation: number;
  signsFrom: Date;
}

export abstract class RotationRules {
  /** How long one key signs. */
  abstract readonly periodMs: number;
  /** How long a key is published before it signs: longer than anybody caches the key set. */
  abstract readonly publishedAheadMs: number;
  /** How long the last token of a key is good, leeway included. */
  abstract readonly tokenLifeMs: number;
}

export interface RotationPlan {
  /** The next key to make, or undefined where none is due. */
  make: { generation: number; signsFrom: Date } | undefined;
  /** Keys whose last token has expired. */
  discard: string[];
}

export function planRotation(keys: SigningPeriod[], rules: RotationRules, now: Date): RotationPlan {
  const newest = inOrder(keys).at(-1);
  const discard = keys.filter((key) => isSpent(key, keys, rules, now)).map((key) => key.kid);
  if (newest === undefined) return { make: { generation: 1, signsFrom: now }, discard };
  const due = later(newest.signsFrom, rules.periodMs - rules.publishedAheadMs);
  if (now < due) return { make: undefined, discard };
  const planned = later(newest.signsFrom, rules.periodMs);
  const soonest = later(now, rules.publishedAheadMs);
  return { make: { generation: newest.generation + 1, signsFrom: planned > soonest ? planned : soonest }, discard };
}

/** The key that signs at this instant: the newest whose time has come. */
export function signingKeyAt<Key extends SigningPeriod>(keys: Key[], now: Date): Key | undefined {
  return inOrder(keys)
    .filter((key) => key.signsFrom <= now)
    .at(-1);
}

/** The keys that anybody must be able to check tokens with: the current, the next, and those whose tokens still live. */
export function publishedAt<Key extends SigningPeriod>(keys: Key[], rules: RotationRules, now: Date): Key[] {
  return inOrder(keys).filter((key) => !isSpent(key, keys, rules, now));
}

function isSpent(key: SigningPeriod, keys: SigningPeriod[], rules: RotationRules, now: Date): boolean {
  const successor = inOrder(keys).find((other) => other.generation > key.generation);
  return successor !== undefined && later(successor.signsFrom, rules.tokenLifeMs) < now;
}

const inOrder = <Key extends SigningPeriod>(keys: Key[]): Key[] =>
  [...keys].sort((a, b) => a.generation - b.generation);

const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
