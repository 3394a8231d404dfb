import type { Schemas } from '#client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayAndTime } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field } from '../ui/field.js';
import { Failure } from '../ui/states.js';
import { PlacesOfStudent } from './places-of-student.js';
import { awaitedDecisions, decide, type Awaited } from './queries.js';

const texts = {
  AWAITING_APPROVAL: { heading: m.approvals, agree: m.accept, refuse: m.reject },
  CANCEL_REQUESTED: { heading: m.cancel_requests, agree: m.grant_cancellation, refuse: m.refuse_cancellation },
} as const;

/** Students who await a decision, the earliest deadline first; nothing where there is none. */
export function Decisions({ lectureId, awaited }: { lectureId: string; awaited: Awaited }) {
  const { data } = useQuery(awaitedDecisions(lectureId, awaited));
  if (!data || data.items.length === 0) return null;
  const id = `decisions-${awaited.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{texts[awaited].heading()}</h2>
      <ul className="plain">
        {data.items.map((entry) => (
          <li key={entry.registrationId} className="notice">
            <Decision entry={entry} awaited={awaited} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Decision({ entry, awaited }: { entry: Schemas['RosterEntry']; awaited: Awaited }) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (refusal?: string) => withSession(() => decide(entry.registrationId, awaited, refusal)),
    onSettled: () => client.invalidateQueries({ queryKey: ['teaching'] }),
  });
  const refuse = () => {
    setMissing(note.trim() === '');
    if (note.trim() !== '') mutate(note.trim());
  };
  const name = entry.student.name ?? '…';
  return (
    <form className="stack" aria-label={name} onSubmit={(event) => event.preventDefault()}>
      <p className="notice-title">{name}</p>
      <p>
        {entry.student.email}
        <br />
        {entry.decideBy && m.decide_by({ at: dayAndTime(entry.decideBy) })}
      </p>
      <PlacesOfStudent places={entry.places} />
      {entry.note && <p>{entry.note}</p>}
      <Field
        label={m.refusal_reason()}
        maxLength={500}
        value={note}
        error={isMissing ? m.fault_required() : undefined}
        onChange={({ target }) => setNote(target.value)}
      />
      {error && !(error instanceof SignInDismissed) ? <Failure error={error} /> : null}
      <div className="actions">
        <button type="button" disabled={isPending} onClick={() => mutate(undefined)}>
          {texts[awaited].agree()}
        </button>
        <button type="button" className="quiet danger" disabled={isPending} onClick={refuse}>
          {texts[awaited].refuse()}
        </button>
      </div>
    </form>
  );
}
