import type { Schemas } from '#client';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';

interface Props {
  fee: Schemas['Money'];
  tiers: Schemas['RefundTier'][] | undefined;
  /** Start of the first session: until then everything is refunded if there is no schedule. */
  start: string | null | undefined;
}

/** How much a student gets back, until when, and which step applies now. */
export function RefundSchedule({ fee, tiers, start }: Props) {
  const steps = tiers ?? (start ? [{ until: start, refund: '1' }] : []);
  if (steps.length === 0 || fee.amount === 0) return null;
  const current = steps.find(({ until }) => Date.parse(until) > serverNow());
  return (
    <section aria-labelledby="refunds">
      <h2 id="refunds">{m.refund_schedule()}</h2>
      <ol className="refunds">
        {steps.map((step) => (
          <li
            key={step.until}
            className={Date.parse(step.until) <= serverNow() ? 'ended' : ''}
            aria-current={step === current ? 'step' : undefined}
          >
            {refundStep(step.refund, dayAndTime(step.until))}
            {step === current && steps.length > 1 && <span className="status status-confirmed">{m.applies_now()}</span>}
          </li>
        ))}
      </ol>
      <p className="hint">{m.refund_none_after()}</p>
    </section>
  );
}

export function refundStep(share: string, at: string): string {
  if (share === '1') return m.refund_full({ at });
  return share === '0' ? m.refund_none({ at }) : m.refund_step({ share, at });
}
