import type { Schemas } from '#client';
import { dayAndTime, number } from '../format.js';
import { refundStep } from '../lectures/refund-schedule.js';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';

/** What a student may do when: only what differs from the defaults. */
export function LectureRules({ lecture }: { lecture: Schemas['Lecture'] }) {
  const { publishAt, registrationOpensAt, registrationClosesAt, maxPlaces, seating, refundTiers } = lecture;
  const isAwaited = publishAt !== undefined && Date.parse(publishAt) > serverNow();
  const approval = approvalOf(lecture);
  const rules: [term: string, text: string | undefined][] = [
    [m.publish_at(), isAwaited ? dayAndTime(publishAt) : undefined],
    [m.opens(), registrationOpensAt && dayAndTime(registrationOpensAt)],
    [m.closes(), registrationClosesAt && dayAndTime(registrationClosesAt)],
    [m.max_places(), maxPlaces === undefined ? undefined : number(maxPlaces)],
    [m.seat_plan(), seating && m.rows_count({ count: number(seating.rows.length) })],
    [m.approval(), approval],
  ];
  const given = rules.filter(([, text]) => text !== undefined);
  if (given.length === 0 && !refundTiers) return null;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{m.rules()}</h2>
      <dl className="rules">
        {given.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {refundTiers && (
          <div>
            <dt>{m.refunds_of_lecture()}</dt>
            {refundTiers.map(({ until, refund }) => (
              <dd key={until}>{refundStep(refund, dayAndTime(until))}</dd>
            ))}
          </div>
        )}
      </dl>
    </section>
  );
}

function approvalOf({ approvalRequired, approvalHours }: Schemas['Lecture']): string | undefined {
  if (!approvalRequired) return undefined;
  return approvalHours === undefined ? m.approval_by_you() : m.approval_within({ count: approvalHours });
}
