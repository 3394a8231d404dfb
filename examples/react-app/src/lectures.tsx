import { getAvailability, listLectures, register, SugangError, type Schemas } from '@sugang/client';
import { useEffect, useState } from 'react';
import { sugang } from './api';

interface Row {
  lecture: Schemas['Lecture'];
  available: number | undefined;
}

/** The availability belongs to another service: without it the list is still useful. */
async function rows(signal: AbortSignal): Promise<Row[]> {
  const { items } = await listLectures(sugang, { limit: 20 }, { signal });
  return Promise.all(
    items.map(async (lecture) => ({
      lecture,
      available: await getAvailability(sugang, { id: lecture.id }, { signal }).then(
        ({ available }) => available,
        () => undefined,
      ),
    })),
  );
}

export function Lectures() {
  const [list, setList] = useState<Row[]>([]);
  const [message, setMessage] = useState('');
  const [reads, setReads] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    rows(leaving.signal).then(setList, (error: Error) => leaving.signal.aborted || setMessage(error.message));
    return () => leaving.abort();
  }, [reads]);

  /** The fee that the student saw is the fee that is charged. */
  async function registerFor({ id: lectureId, fee: expectedFee }: Schemas['Lecture']) {
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
        {list.map(({ lecture, available }) => (
          <li key={lecture.id}>
            {lecture.title}: {available === undefined ? 'availability unknown' : `${available} free`}{' '}
            <button disabled={available === 0} onClick={() => void registerFor(lecture)}>
              Register
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
