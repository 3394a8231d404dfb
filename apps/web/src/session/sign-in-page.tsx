import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { m } from '../messages/messages.js';
import { ExternalAccounts } from '../ui/states.js';
import { externalIssuer } from './session.js';
import { SignInForm } from './sign-in-form.js';

const route = getRouteApi('/sign-in');

export default function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  if (externalIssuer !== undefined) return <ExternalAccounts issuer={externalIssuer} />;
  return (
    <section className="narrow">
      <h1>{m.sign_in()}</h1>
      <SignInForm onSignedIn={() => router.history.push(next ?? '/')} />
      <p>
        {m.no_account_yet()}{' '}
        <Link to="/sign-up" search={next ? { next } : {}}>
          {m.sign_up()}
        </Link>
      </p>
      <p className="hint">{m.demo_accounts()}</p>
    </section>
  );
}
