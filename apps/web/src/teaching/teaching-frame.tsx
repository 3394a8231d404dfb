import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { m } from '../messages/messages.js';
import { SignedIn } from '../session/signed-in.js';
import { useSession } from '../session/session.js';
import { staffNotifications } from './queries.js';

export function TeachingFrame({ keepsOpen = false, children }: { keepsOpen?: boolean; children: ReactNode }) {
  return (
    <>
      <div className="list-head">
        <h1>{m.teaching()}</h1>
        <Link to="/teaching/new" className="button primary">
          {m.open_lecture()}
        </Link>
      </div>
      <nav className="tabs" aria-label={m.teaching()}>
        <Link to="/teaching" search={{}} activeOptions={{ exact: true, includeSearch: false }}>
          {m.lectures()}
        </Link>
        <Link to="/teaching/notifications">
          {m.notifications()} <Unread />
        </Link>
        <Link to="/teaching/preferences">{m.preferences()}</Link>
      </nav>
      <SignedIn role="instructor" keepsOpen={keepsOpen}>
        {children}
      </SignedIn>
    </>
  );
}

function Unread() {
  const role = useSession()?.account.role;
  const { data } = useInfiniteQuery({ ...staffNotifications(), enabled: role === 'instructor' || role === 'admin' });
  const unread = data?.pages[0]?.unread ?? 0;
  return unread > 0 ? <span className="status status-confirmed">{m.unread_count({ count: unread })}</span> : null;
}
