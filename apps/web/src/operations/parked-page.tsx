import type { Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useForm } from 'react-hook-form';
import { dayAndTime, number } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field } from '../ui/field.js';
import { Empty, Failure, Skeleton } from '../ui/states.js';
import { OperationsFrame } from './frame.js';
import { parkedMessage, parkedMessages, resolveParked, type Resolution } from './queries.js';

const Dialog = lazy(() => import('../ui/dialog.js').then(({ Dialog: component }) => ({ default: component })));

type Message = Schemas['ParkedMessage'];
type Action = Resolution | 'show';

export default function ParkedPage() {
  return (
    <OperationsFrame>
      <Parked />
    </OperationsFrame>
  );
}

function Parked() {
  const [chosen, setChosen] = useState<{ message: Message; action: Action }>();
  const { data, error, refetch } = useQuery(parkedMessages());
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  if (data.items.length === 0 && !chosen)
    return (
      <Empty title={m.no_parked_messages()}>
        <p>{m.no_parked_messages_hint()}</p>
      </Empty>
    );
  const close = () => setChosen(undefined);
  return (
    <section aria-label={m.parked_messages()}>
      {error ? <Failure error={error} /> : null}
      <ul className="entries">
        {data.items.map((message) => (
          <li key={message.id}>
            <h2>
              <code>{message.routingKey}</code>
            </h2>
            <p className="field-error">{message.reason}</p>
            <p className="meta">
              {m.parked_by({
                consumer: message.consumer,
                attempts: number(message.attempts),
                time: dayAndTime(message.parkedAt),
              })}
            </p>
            <div className="actions">
              <button type="button" onClick={() => setChosen({ message, action: 'show' })}>
                {m.show_content()}
              </button>
              <button type="button" onClick={() => setChosen({ message, action: 'replay' })}>
                {m.replay()}
              </button>
              <button type="button" className="quiet danger" onClick={() => setChosen({ message, action: 'drop' })}>
                {m.drop()}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {!data.complete && <p className="hint">{m.oldest_parked_only({ count: data.items.length })}</p>}
      {chosen && (
        <Suspense fallback={null}>
          <Dialog title={TITLES[chosen.action]()} onClose={close}>
            {chosen.action === 'show' ? (
              <Content id={chosen.message.id} />
            ) : (
              <Resolve id={chosen.message.id} resolution={chosen.action} onClose={close} />
            )}
          </Dialog>
        </Suspense>
      )}
    </section>
  );
}

const TITLES: Record<Action, () => string> = { show: m.message_content, replay: m.replay_title, drop: m.drop_title };

function Content({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(parkedMessage(id));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      <p className="hint">{m.content_is_audited()}</p>
      <pre tabIndex={0} aria-label={m.message_content()}>
        {indented(data.body)}
      </pre>
    </>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // Possibly parked because it is not JSON.
  }
}

interface ResolveProps {
  id: string;
  resolution: Resolution;
  onClose: () => void;
}

function Resolve({ id, resolution, onClose }: ResolveProps) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const [failure, setFailure] = useState<unknown>();
  const { register, handleSubmit, formState } = useForm<{ reason: string }>({ defaultValues: { reason: '' } });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async ({ reason }) => {
    setFailure(undefined);
    try {
      await withSession(() => resolveParked(resolution, id, reason.trim()));
      onClose();
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
    await client.invalidateQueries({ queryKey: parkedMessages().queryKey, exact: true });
  });

  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p className="consequence">{resolution === 'replay' ? m.replay_consequence() : m.drop_consequence()}</p>
      <Field
        label={m.reason()}
        hint={m.reason_is_audited()}
        maxLength={500}
        error={errors.reason?.message}
        {...register('reason', { validate: (value) => value.trim() !== '' || m.fault_required() })}
      />
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className={resolution === 'replay' ? 'primary' : 'danger'} disabled={isSubmitting}>
          {resolution === 'replay' ? m.replay() : m.drop()}
        </button>
        <button type="button" onClick={onClose}>
          {m.back()}
        </button>
      </div>
    </form>
  );
}
