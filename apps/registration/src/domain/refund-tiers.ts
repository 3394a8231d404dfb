import type { Money, RefundTier } from '#contracts';

const FULL = '1';

export function tierAt(
  tiers: readonly RefundTier[],
  now: Date,
): { tier: RefundTier; next: RefundTier | null } | undefined {
  const index = tiers.findIndex(({ until }) => Date.parse(until) > now.getTime());
  const tier = tiers[index];
  return tier && { tier, next: tiers[index + 1] ?? null };
}

export function shareOf(share: string): number {
  const [numerator = 0, denominator = 1] = share.split('/').map(Number);
  return numerator / denominator;
}

/** The part of a place's fee that is refunded by a share such as `5/6`. The retained part is rounded down. */
export function refundOf(fee: number, share: string = FULL): number {
  const [numerator = 0, denominator = 1] = share.split('/').map(Number);
  const retained = Math.floor((fee * Math.max(0, denominator - numerator)) / denominator);
  return fee - retained;
}

export const refundOfPlaces = (fees: readonly number[], share?: string): number =>
  fees.reduce((total, fee) => total + refundOf(fee, share), 0);

/** The new total that a payment must refund: it never falls and never exceeds what was paid. */
export const raisedRefund = (due: Money | undefined, more: number, paid: Money): Money => ({
  ...paid,
  amount: Math.min(paid.amount, (due?.amount ?? 0) + Math.max(0, more)),
});

/** What a registration publishes when everything is refunded, including what was retained for places canceled earlier. */
export const wholeRefund = ({
  refundDue,
  fee,
}: {
  refundDue?: Money | undefined;
  fee: Money;
}): { refundDue?: Money } => (refundDue ? { refundDue: fee } : {});
