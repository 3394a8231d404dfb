import { adminAnnounceToStudents, adminRemoveRegistration, type Schemas } from '#client';
import { AnnounceBody, RemoveStudentBody } from '#contracts';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Field, TextArea } from '../ui/field.js';
import { validatedBy } from '../ui/form-errors.js';
import { Failure } from '../ui/states.js';

const Dialog = lazy(() => import('../ui/dialog.js').then(({ Dialog: component }) => ({ default: component })));

interface OpenerProps {
  label: string;
  accessibleName?: string;
  title: string;
  isDangerous?: boolean;
  children: (close: () => void) => ReactNode;
}

function Opener({ label, accessibleName, title, isDangerous = false, children }: OpenerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <button
        type="button"
        className={isDangerous ? 'quiet danger' : ''}
        aria-label={accessibleName}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Dialog title={title} onClose={close}>
            {children(close)}
          </Dialog>
        </Suspense>
      )}
    </>
  );
}

/** Sends a form, and keeps it with what the server said if that fails. */
function useSending(onSent: () => void) {
  const withSession = useWithSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const run = async (work: () => Promise<unknown>) => {
    setFailure(undefined);
    try {
      await withSession(work);
      await client.invalidateQueries({ queryKey: ['teaching'] });
      onSent();
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
  };
  return { run, failure };
}

export function Announce({ lecture }: { lecture: Schemas['Lecture'] }) {
  const [isSent, setIsSent] = useState(false);
  return (
    <>
      <Opener label={m.announce()} title={m.announce_title()}>
        {(close) => (
          <AnnounceForm
            id={lecture.id}
            onSent={() => {
              setIsSent(true);
              close();
            }}
          />
        )}
      </Opener>
      {isSent && <p role="status">{m.announced()}</p>}
    </>
  );
}

function AnnounceForm({ id, onSent }: { id: string; onSent: () => void }) {
  const { register, handleSubmit, formState } = useForm<AnnounceBody>({
    resolver: validatedBy(AnnounceBody),
    defaultValues: { title: '', body: '' },
  });
  const { errors, isSubmitting } = formState;
  const { run, failure } = useSending(onSent);
  const submit = handleSubmit((body) => run(() => adminAnnounceToStudents(sugang, { id, ...body })));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={m.message_title()} maxLength={200} error={errors.title?.message} {...register('title')} />
      <TextArea label={m.message_body()} rows={6} maxLength={5000} error={errors.body?.message} {...register('body')} />
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className="primary" disabled={isSubmitting}>
          {m.send()}
        </button>
      </div>
    </form>
  );
}

interface RemoveProps {
  registrationId: string;
  name: string;
}

export function RemoveStudent({ registrationId, name }: RemoveProps) {
  return (
    <Opener
      label={m.remove_student()}
      accessibleName={m.remove_named({ name })}
      title={m.remove_title({ name })}
      isDangerous
    >
      {(close) => <RemoveForm id={registrationId} onSent={close} />}
    </Opener>
  );
}

function RemoveForm({ id, onSent }: { id: string; onSent: () => void }) {
  const { register, handleSubmit, formState } = useForm<RemoveStudentBody>({
    resolver: validatedBy(RemoveStudentBody),
    defaultValues: { note: '' },
  });
  const { errors, isSubmitting } = formState;
  const { run, failure } = useSending(onSent);
  const submit = handleSubmit((body) => run(() => adminRemoveRegistration(sugang, { id, ...body })));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p className="consequence">{m.remove_consequence()}</p>
      <Field
        label={m.cancel_lecture_reason()}
        hint={m.remove_reason_hint()}
        maxLength={500}
        error={errors.note?.message}
        {...register('note')}
      />
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className="danger" disabled={isSubmitting}>
          {m.remove_student()}
        </button>
      </div>
    </form>
  );
}
