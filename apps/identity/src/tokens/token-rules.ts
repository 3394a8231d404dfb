import type { RotationRules } from '../domain/signing-key-rotation.js';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const AUDIENCE = 'sugang';

/** Verifiers allow for clocks that are 30 s apart. */
const LEEWAY_SECONDS = 30;
const HOUR_MS = 60 * 60 * 1000;

export const rotationRulesOf = (days: number): RotationRules => ({
  periodMs: days * 24 * HOUR_MS,
  publishedAheadMs: HOUR_MS,
  tokenLifeMs: (ACCESS_TOKEN_SECONDS + 2 * LEEWAY_SECONDS) * 1000,
});
