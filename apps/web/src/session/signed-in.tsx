import { Link, useLocation } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { m } from '../messages/messages.js';
import { Empty, ExternalAccounts } from '../ui/states.js';
import { externalIssuer, useSession } from './session.js';

interface Props {
  role: 'student' | 'instructor' | 'admin';
  /** For forms: what is open stays open when the session ends, because it may hold something typed. */
  keepsOpen?: boolean;
  children: ReactNode;
}

export function SignedIn({ role, keepsOpen = false, children }: Props) {
  const session = useSession();
  const { href } = useLocation();
  const wasOpen = useRef(false);
  const isAllowed = session?.account.role === role || (role === 'instructor' && session?.account.role === 'admin');
  wasOpen.current = session === undefined ? wasOpen.current : isAllowed;
  if (isAllowed || (keepsOpen && wasOpen.current)) return children;
  if (session)
    return (
      <Empty title={m.not_for_this_account()}>
        <Link to="/" className="button">
          {m.all_lectures()}
        </Link>
      </Empty>
    );
  if (externalIssuer !== undefined) return <ExternalAccounts issuer={externalIssuer} />;
  return (
    <Empty title={m.sign_in_to_see()}>
      <Link to="/sign-in" search={{ next: href }} className="button primary">
        {m.sign_in()}
      </Link>
    </Empty>
  );
}
