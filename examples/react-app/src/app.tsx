import { logIn, logOut } from '@sugang/client';
import { Suspense, use, useActionState } from 'react';
import { restored, sugang, useSession } from './api';
import { Lectures } from './lectures';
import { MyPage } from './my-page';

export function App() {
  return (
    <main>
      <h1>Sugang</h1>
      <Suspense fallback={<p>Loading …</p>}>
        <SignedInOrNot />
      </Suspense>
    </main>
  );
}

function SignedInOrNot() {
  use(restored);
  const session = useSession();
  if (!session) return <Login />;
  return (
    <>
      <p>
        {session.account.name} <button onClick={() => void logOut(sugang)}>Sign out</button>
      </p>
      <Lectures />
      <MyPage />
    </>
  );
}

function Login() {
  const [problem, submit, isPending] = useActionState(async (_: string, form: FormData) => {
    try {
      await logIn(sugang, { email: form.get('email') as string, password: form.get('password') as string });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }, '');
  return (
    <form action={submit}>
      <input name="email" type="email" aria-label="E-mail" defaultValue="mina@sugang.dev" required />
      <input name="password" type="password" aria-label="Password" required />
      <button disabled={isPending}>Sign in</button>
      {problem && <p role="alert">{problem}</p>}
    </form>
  );
}
