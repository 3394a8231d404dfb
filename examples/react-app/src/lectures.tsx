import { listLectures, register, SugangError, type Schemas } from '@sugang/client';
import { useEffect, useState } from 'react';
import { sugang } from './api';

export function Lectures() {
  const [list, setList] = useState<Schemas['ListedLecture'][]>([]);
  const [message, setMessage] = useState('');
  const [reads, setReads] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    listLectures(sugang, { limit: 20 }, { signal: leaving.signal }).then(
      ({ items }) => setList(items),
      (error: Error) => leaving.signal.aborted || setMessage(error.message),
    );
    return () => leaving.abort();
  }, [reads]);

  /** The fee that the student saw is the fee that is charged. */
  async function registerFor({ id: lectureId, fee: expectedFee }: Schemas['ListedLecture']) {
    try {
      const payment = { method: 'card', token: 'tok_ok' } as const;
      await register(sugang, { lectureId, payment, expectedFee });
      setMessage('');
    } catch (error) {
      if (!(error instanceof SugangError)) throw error;
      setMessage(error.message);
    }
    setReads((n) => n + 1);
  }

  return (
    <section aria-label="Lectures">
      <h2>Lectures</h2>
      {message && <p role="alert">{message}</p>}
      <ul>
        {list.map((lecture) => (
          <li key={lecture.id}>
            {/* Absent while the service that counts the seats is away. */}
            {lecture.title}: {lecture.availability ? `${lecture.availability.available} free` : 'availability unknown'}{' '}
            <button disabled={lecture.availability?.available === 0} onClick={() => void registerFor(lecture)}>
              Register
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
