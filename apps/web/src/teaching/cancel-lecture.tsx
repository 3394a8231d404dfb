import type { Schemas } from '#client';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useForm } from 'react-hook-form';
import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field } from '../ui/field.js';
import { Failure } from '../ui/states.js';
import { cancelLecture } from './queries.js';

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

function Consequences({ lecture: { id, enrolled, fee }, onClose }: Props & { onClose: () => void }) {
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
      <p className="consequence">
        {enrolled === 0
          ? m.cancel_lecture_empty()
          : m.cancel_lecture_students({ count: enrolled, total: money({ ...fee, amount: fee.amount * enrolled }) })}
      </p>
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
        <button className="danger" disabled={isSubmitting}>
          {m.cancel_lecture()}
        </button>
        <button type="button" onClick={onClose}>
          {m.keep_lecture()}
        </button>
      </div>
    </form>
  );
}
