import { followMyPage, myPageRegistrations, type Schemas } from '@sugang/client';
import { useEffect, useState } from 'react';
import { sugang } from './api';

type View = Schemas['ViewDocument'];

const withView = (views: View[], view: View): View[] => [
  view,
  ...views.filter(({ registrationId }) => registrationId !== view.registrationId),
];

export function MyPage() {
  const [views, setViews] = useState<View[]>([]);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const failed = (error: Error) => signal.aborted || setProblem(error.message);
    const read = () => myPageRegistrations(sugang, {}, { signal }).then(({ items }) => setViews(items), failed);
    const follow = async () => {
      // Read once the stream is open, so that no change falls between the two.
      for await (const { event, data } of followMyPage(sugang, {}, { signal, onResponse: () => void read() })) {
        if (event === 'registration') setViews((known) => withView(known, data));
        if (event === 'reset') await read();
      }
    };
    follow().catch(failed);
    return () => leaving.abort();
  }, []);

  return (
    <section aria-label="My Page">
      <h2>My Page</h2>
      {problem && <p role="alert">{problem}</p>}
      <ul>
        {views.map(({ registrationId, lecture, status }) => (
          <li key={registrationId}>
            {lecture.title}: {status}
          </li>
        ))}
      </ul>
    </section>
  );
}
