import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { m } from '../messages/messages.js';
import { SignedIn } from '../session/signed-in.js';
import './operations.css';

export function OperationsFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <h1>{m.operations()}</h1>
      <nav className="tabs" aria-label={m.operations()}>
        <Link to="/operations" activeOptions={{ exact: true }}>
          {m.overview()}
        </Link>
        <Link to="/operations/parked">{m.parked_messages()}</Link>
        <Link to="/operations/events">{m.events()}</Link>
        <Link to="/operations/accounts">{m.accounts()}</Link>
        <Link to="/operations/audit">{m.audit()}</Link>
      </nav>
      <SignedIn role="admin" keepsOpen>
        {children}
      </SignedIn>
    </>
  );
}

/** Values of later releases are shown as they are. */
export const Tag = ({ tone, children }: { tone: 'good' | 'warning' | 'bad' | 'plain'; children: ReactNode }) => (
  <span className={`status tone-${tone}`}>{children}</span>
);

/** The first characters of an id, with all of it for those who need it. */
export const ShortId = ({ id }: { id: string }) => (
  <code className="id" title={id}>
    {id.length > 20 ? `…${id.slice(-12)}` : id}
  </code>
);

const ROLES: Record<string, () => string> = {
  student: m.role_student,
  instructor: m.role_instructor,
  admin: m.role_admin,
};

/** The server may know more roles than this page: those are shown as they are. */
export const roleText = (role: string): string => ROLES[role]?.() ?? role;

export const roleOptions = (): { value: string; label: string }[] =>
  Object.keys(ROLES).map((value) => ({ value, label: roleText(value) }));
