import { logIn, signUp, SugangError } from '#client';
import { SignUp } from '#contracts';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { m } from '../messages/messages.js';
import { getLocale } from '../messages/runtime.js';
import { Field } from '../ui/field.js';
import { showFaults, validatedBy } from '../ui/form-errors.js';
import { ExternalAccounts, Failure } from '../ui/states.js';
import { externalIssuer, sugang } from './session.js';

const Fields = SignUp.pick({ name: true, email: true, password: true });
type Fields = z.input<typeof Fields>;

const route = getRouteApi('/sign-up');

export default function SignUpPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const { register, handleSubmit, formState, setError } = useForm<Fields>({
    resolver: validatedBy(Fields),
    defaultValues: { name: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const failure = errors.root as { cause?: unknown } | undefined;

  const submit = handleSubmit(async (account) => {
    try {
      await signUp(sugang, { ...account, locale: getLocale() });
      await logIn(sugang, { email: account.email.trim(), password: account.password });
      router.history.push(next ?? '/');
    } catch (error) {
      if (!(error instanceof SugangError)) throw error;
      if (error.code === 'EMAIL_TAKEN') setError('email', { message: error.message }, { shouldFocus: true });
      else if (error.code === 'WEAK_PASSWORD') setError('password', { message: error.message }, { shouldFocus: true });
      else if (!showFaults(error, ['name', 'email', 'password'], setError))
        setError('root', { message: error.message, cause: error } as never);
    }
  });

  if (externalIssuer !== undefined) return <ExternalAccounts issuer={externalIssuer} />;
  return (
    <section className="narrow">
      <h1>{m.sign_up()}</h1>
      <form onSubmit={(event) => void submit(event)} noValidate className="stack">
        {failure && <Failure error={failure.cause} />}
        <Field label={m.name()} autoComplete="name" error={errors.name?.message} {...register('name')} />
        <Field
          label={m.email()}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
          {...register('email')}
        />
        <Field
          label={m.password()}
          type="password"
          autoComplete="new-password"
          hint={m.password_hint()}
          error={errors.password?.message}
          {...register('password')}
        />
        <button className="primary" disabled={isSubmitting}>
          {m.create_account()}
        </button>
      </form>
      <p>
        {m.have_account()}{' '}
        <Link to="/sign-in" search={next ? { next } : {}}>
          {m.sign_in()}
        </Link>
      </p>
    </section>
  );
}
