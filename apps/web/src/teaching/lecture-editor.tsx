import { adminChangeLecture, adminOpenLecture } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { m } from '../messages/messages.js';
import { serverNow } from '../server-time.js';
import { SignedIn } from '../session/signed-in.js';
import { sugang } from '../session/session.js';
import { Failure, Skeleton } from '../ui/states.js';
import { LectureForm } from './lecture-form.js';
import { bodyOf, changesBetween, newLecture, valuesOf, type LectureValues } from './lecture-values.js';
import { managedLecture, occupiedSeats } from './queries.js';

/** Opens a lecture, or changes the one of the address. */
export default function LectureEditorPage() {
  const { id } = useParams({ strict: false });
  return (
    <>
      <p className="back">
        {id === undefined ? (
          <Link to="/teaching" search={{}}>
            ← {m.teaching()}
          </Link>
        ) : (
          <Link to="/teaching/$id" params={{ id }}>
            ← {m.back_to_lecture()}
          </Link>
        )}
      </p>
      <h1>{id === undefined ? m.open_lecture() : m.change_lecture()}</h1>
      <SignedIn role="instructor" keepsOpen>
        {id === undefined ? <NewLecture /> : <ChangedLecture id={id} />}
      </SignedIn>
    </>
  );
}

function useSaved() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (id: string) => {
    await client.invalidateQueries();
    await navigate({ to: '/teaching/$id', params: { id } });
  };
}

function NewLecture() {
  const saved = useSaved();
  const sent = useRef({ body: '', key: '' });
  const open = async (values: LectureValues) => {
    const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
    const lecture = { ...bodyOf(values), timezone };
    const body = JSON.stringify(lecture);
    // Sending the same form again continues the request: a lost answer does not open a second lecture.
    if (sent.current.body !== body) sent.current = { body, key: crypto.randomUUID() };
    const { id } = await adminOpenLecture(sugang, lecture, { idempotencyKey: sent.current.key });
    await saved(id);
  };
  return <LectureForm values={newLecture} action={m.open_lecture()} onSubmit={open} />;
}

function ChangedLecture({ id }: { id: string }) {
  const { data: current, error, refetch } = useQuery({ ...managedLecture(id), refetchInterval: false });
  const [edited, setEdited] = useState(current);
  const { data: occupied } = useQuery({ ...occupiedSeats(id), enabled: current?.seating !== undefined });
  const saved = useSaved();
  if (error && !current) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!current) return <Skeleton lines={8} />;
  // The form keeps the version that it shows, so that a change by another person is not overwritten.
  const lecture = edited ?? current;
  if (edited === undefined) setEdited(current);
  const before = valuesOf(lecture);
  const change = async (values: LectureValues) => {
    const changes = changesBetween(before, values);
    if (Object.keys(changes).length > 0) {
      const headers = { 'if-match': `"${lecture.version}"` };
      await adminChangeLecture(sugang, { id, ...changes }, { headers });
    }
    await saved(id);
  };
  const isPublished = lecture.publishAt === undefined || Date.parse(lecture.publishAt) <= serverNow();
  return (
    <LectureForm
      values={before}
      action={m.save()}
      isPublished={isPublished}
      occupied={occupied ?? []}
      onSubmit={change}
    />
  );
}
