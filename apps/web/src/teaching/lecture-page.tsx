import type { Schemas } from '#client';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { dayAndTime, money, number } from '../format.js';
import { Sessions } from '../lectures/lecture-page.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { SignedIn } from '../session/signed-in.js';
import { Field } from '../ui/field.js';
import { Empty, Failure, ShowMore, Skeleton } from '../ui/states.js';
import { Announce, RemoveStudent } from './messages-to-students.js';
import { CancelLecture, CancellationProgress } from './cancel-lecture.js';
import { Decisions } from './decisions.js';
import { LectureRules } from './lecture-rules.js';
import { LectureStatus } from './lecture-status.js';
import { PlacesOfStudent } from './places-of-student.js';
import { downloadRoster, managedLecture, roster } from './queries.js';

const route = getRouteApi('/teaching/$id');

export default function ManagedLecturePage() {
  return (
    <>
      <p className="back">
        <Link to="/teaching" search={{}}>
          ← {m.teaching()}
        </Link>
      </p>
      <SignedIn role="instructor" keepsOpen>
        <Details />
      </SignedIn>
    </>
  );
}

function Details() {
  const { id } = route.useParams();
  const { data: lecture, error, refetch } = useQuery(managedLecture(id));
  if (error && !lecture) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!lecture) return <Skeleton lines={5} />;
  return (
    <article className="lecture">
      <header>
        <p className="eyebrow">
          <LectureStatus status={lecture.status} />
        </p>
        <h1>{lecture.title}</h1>
        {lecture.cancelNote && <p className="notice">{lecture.cancelNote}</p>}
      </header>
      <aside aria-label={m.enrollment()}>
        <p className="price">
          {m.enrolled_of({ enrolled: number(lecture.enrolled), capacity: number(lecture.capacity) })}
        </p>
        <p className="meta">{money(lecture.fee)}</p>
        <p>
          <Link to="/teaching/$id/statistics" params={{ id }}>
            {m.statistics()}
          </Link>
        </p>
        {lecture.status === 'OPEN' && (
          <div className="actions">
            <Link to="/teaching/$id/edit" params={{ id }} className="button">
              {m.change_lecture()}
            </Link>
            <Announce lecture={lecture} />
            <CancelLecture lecture={lecture} />
          </div>
        )}
      </aside>
      <div className="body">
        {lecture.status === 'CANCELED' && <CancellationProgress lectureId={lecture.id} />}
        <Decisions lectureId={lecture.id} awaited="AWAITING_APPROVAL" />
        <Decisions lectureId={lecture.id} awaited="CANCEL_REQUESTED" />
        <Roster lecture={lecture} />
        <LectureRules lecture={lecture} />
        <Sessions sessions={lecture.sessions} />
      </div>
    </article>
  );
}

function Roster({ lecture: { id, title } }: { lecture: Schemas['Lecture'] }) {
  const withSession = useWithSession();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const list = useInfiniteQuery(roster(id, q));
  const { data, error, refetch } = list;
  const file = useMutation({ mutationFn: () => withSession(() => downloadRoster(id, title)) });
  const students = data?.pages.flatMap(({ items }) => items);
  const hasPlaces = students?.some(({ places }) => places !== undefined);
  return (
    <section aria-labelledby="roster">
      <div className="list-tools">
        <h2 id="roster">{m.roster()}</h2>
        <button type="button" disabled={file.isPending} onClick={() => file.mutate()}>
          {m.download_csv()}
        </button>
      </div>
      {file.error && !(file.error instanceof SignInDismissed) ? <Failure error={file.error} /> : null}
      <Field label={m.search_students()} type="search" value={text} onChange={({ target }) => setText(target.value)} />
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!error && !students && <Skeleton lines={3} />}
      {students?.length === 0 && <Empty title={q ? m.no_student_found() : m.no_students_yet()} />}
      {students && students.length > 0 && (
        <table className="payments roster">
          <caption className="visually-hidden">{m.roster()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.student()}</th>
              <th scope="col">{hasPlaces ? m.places_and_seats() : m.confirmed_at()}</th>
              <th scope="col">
                <span className="visually-hidden">{m.actions()}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {students.map(({ registrationId, student, confirmedAt, decideBy, places }) => (
              <tr key={registrationId}>
                <th scope="row">
                  <strong>{student.name ?? '…'}</strong>
                  <span className="meta">{student.email}</span>
                </th>
                <td>
                  <PlacesOfStudent places={places} />
                  {confirmedAt && <span className="meta">{dayAndTime(confirmedAt)}</span>}
                  {decideBy && <span className="status status-awaiting_payment">{m.cancellation_requested()}</span>}
                </td>
                <td>
                  <RemoveStudent registrationId={registrationId} name={student.name ?? ''} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ShowMore list={list} />
    </section>
  );
}
