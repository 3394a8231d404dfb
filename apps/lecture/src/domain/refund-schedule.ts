import {
  Rejection,
  tiersOfPreset,
  type OpenLectureBody,
  type RefundPreset,
  type RefundTier,
  type Session,
} from '#contracts';

/** Tiers as given, or the preset that they are computed from. */
export type RefundSchedule = Pick<OpenLectureBody, 'refundTiers' | 'refundPreset'>;

/** @throws INVALID_REQUEST when both are given; TIERS_NOT_ASCENDING */
export function refundTiersOf(
  {
    refundTiers,
    refundPreset,
  }: { refundTiers?: RefundTier[] | null | undefined; refundPreset?: RefundPreset | undefined },
  sessions: readonly Session[],
): RefundTier[] | null | undefined {
  if (refundPreset && refundTiers)
    throw new Rejection('INVALID_REQUEST', {
      errors: [{ pointer: '/refundPreset', detail: 'must not be sent together with refundTiers' }],
    });
  if (refundPreset) return tiersOfPreset(refundPreset, sessions);
  if (refundTiers?.some(({ until }, n) => n > 0 && until <= refundTiers[n - 1]!.until))
    throw new Rejection('TIERS_NOT_ASCENDING');
  return refundTiers;
}
