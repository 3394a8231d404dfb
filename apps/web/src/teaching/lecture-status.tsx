import { m } from '../messages/messages.js';

export function LectureStatus({ status }: { status: string }) {
  const texts: Record<string, () => string> = {
    OPEN: m.lecture_status_open,
    CLOSED: m.lecture_status_closed,
    CANCELED: m.status_canceled,
  };
  return (
    <span className={status === 'OPEN' ? 'status status-confirmed' : 'status'}>{texts[status]?.() ?? status}</span>
  );
}
