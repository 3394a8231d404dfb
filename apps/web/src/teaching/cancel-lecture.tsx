import type { Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useForm } from 'react-hook-form';
import { money, number } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field } from '../ui/field.js';
import { Failure, Skeleton } from '../ui/states.js';
import { cancellation, cancelLecture, isFinished } from './queries.js';

const Dialog = lazy(() => import('../ui/dialog.js').then(({ Dialog: component }) => ({ default: component })));

interface Props {
  lecture: Schemas['Lecture'];
}

export function CancelLecture({ lecture }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet danger" onClick={() => setIsOpen(true)}>
        {m.cancel_lecture()}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Dialog title={m.cancel_lecture_title({ title: lecture.title })} onClose={() => setIsOpen(false)}>
            <Consequences lecture={lecture} onClose={() => setIsOpen(false)} />
          </Dialog>
        </Suspense>
      )}
    </>
  );
}

function Consequences({ lecture: { id }, onClose }: Props & { onClose: () => void }) {
  const { data, error, refetch } = useQuery(cancellation(id));
  const client = useQueryClient();
  const withSession = useWithSession();
  const [failure, setFailure] = useState<unknown>();
  const { register, handleSubmit, formState } = useForm<{ reason: string }>({ defaultValues: { reason: '' } });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async ({ reason }) => {
    setFailure(undefined);
    try {
      await withSession(() => cancelLecture(id, reason.trim()));
      onClose();
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
    await client.invalidateQueries();
  });

  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data && <Skeleton lines={2} />}
      {data && <p className="consequence">{consequencesOf(data)}</p>}
      <p>{m.cancel_lecture_final()}</p>
      <Field
        label={m.cancel_lecture_reason()}
        hint={m.cancel_lecture_reason_hint()}
        maxLength={500}
        error={errors.reason?.message}
        {...register('reason', { validate: (value) => value.trim() !== '' || m.fault_required() })}
      />
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className="danger" disabled={isSubmitting || !data}>
          {m.cancel_lecture()}
        </button>
        <button type="button" onClick={onClose}>
          {m.keep_lecture()}
        </button>
      </div>
    </form>
  );
}

function consequencesOf({ students, places, paid, refunded }: Schemas['LectureCancellation']): string {
  if (students === 0) return m.cancel_lecture_empty();
  const total = { amount: paid.amount - refunded.amount, currency: paid.currency };
  const lost = m.cancel_lecture_students({ count: students, places: number(places) });
  return `${lost} ${total.amount === 0 ? m.cancel_lecture_no_refund() : m.cancel_lecture_refund({ total: money(total) })}`;
}

/** How far the cancellation has come: registrations first, then the refunds of their payments. */
export function CancellationProgress({ lectureId }: { lectureId: string }) {
  const { data } = useQuery(cancellation(lectureId));
  if (!data) return null;
  const { students, canceledStudents, payments, refundedPayments, paid, refunded } = data;
  const all = students + canceledStudents;
  if (all === 0) return null;
  return (
    <section aria-labelledby="cancellation">
      <h2 id="cancellation">{isFinished(data) ? m.cancellation_finished() : m.cancellation_in_progress()}</h2>
      <Progress
        label={m.canceled_registrations()}
        text={m.done_of({ done: number(canceledStudents), all: number(all) })}
        value={canceledStudents}
        max={all}
      />
      {payments > 0 && (
        <Progress
          label={m.refunded_payments()}
          text={`${m.done_of({ done: number(refundedPayments), all: number(payments) })} · ${m.done_of({ done: amountOf(refunded), all: amountOf(paid) })}`}
          value={refundedPayments}
          max={payments}
        />
      )}
    </section>
  );
}

const amountOf = (sum: Schemas['TotalMoney']): string => (sum.amount === 0 ? number(0) : money(sum));

interface ProgressProps {
  label: string;
  text: string;
  value: number;
  max: number;
}

const Progress = ({ label, text, value, max }: ProgressProps) => (
  <p className="progress">
    <span>
      {label} <span className="meta">{text}</span>
    </span>
    <progress aria-label={label} value={value} max={max} />
  </p>
);
