import { createSugang, listLectures, type Schemas } from '@sugang/client';
import { useEffect, useState } from 'react';

const sugang = createSugang({ url: 'http://localhost:8080' });

export function Lectures() {
  const [lectures, setLectures] = useState<Schemas['Lecture'][]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const leaving = new AbortController();
    listLectures(sugang, { limit: 10 }, { signal: leaving.signal }).then(
      ({ items }) => setLectures(items),
      (error: Error) => leaving.signal.aborted || setProblem(error.message),
    );
    return () => leaving.abort();
  }, []);
  if (problem) return <p role="alert">{problem}</p>;
  return (
    <ul>
      {lectures.map(({ id, title }) => (
        <li key={id}>{title}</li>
      ))}
    </ul>
  );
}
