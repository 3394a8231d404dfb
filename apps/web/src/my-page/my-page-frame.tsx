import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { m } from '../messages/messages.js';
import { SignedIn } from '../session/signed-in.js';

export function MyPageFrame({ keepsOpen, children }: { keepsOpen?: boolean; children: ReactNode }) {
  return (
    <>
      <h1>{m.my_page()}</h1>
      <nav className="tabs" aria-label={m.my_page()}>
        <Link to="/my-page" search={{}} activeOptions={{ exact: true, includeSearch: false }}>
          {m.registrations()}
        </Link>
        <Link to="/my-page/notifications">{m.notifications()}</Link>
        <Link to="/my-page/preferences">{m.preferences()}</Link>
      </nav>
      <SignedIn role="student" keepsOpen={keepsOpen ?? false}>
        {children}
      </SignedIn>
    </>
  );
}
