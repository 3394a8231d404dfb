import { logIn, SugangError, type Session } from '#client';
import { Login } from '#contracts';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { m } from '../messages/messages.js';
import { Field } from '../ui/field.js';
import { validatedBy } from '../ui/form-errors.js';
import { Failure } from '../ui/states.js';
import { sugang } from './session.js';

const Credentials = Login.pick({ email: true, password: true });
type Credentials = z.input<typeof Credentials>;

export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { register, handleSubmit, formState, setError, setFocus } = useForm<Credentials>({
    resolver: validatedBy(Credentials),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const failure = errors.root as { cause?: unknown } | undefined;

  const submit = handleSubmit(async ({ email, password }) => {
    try {
      onSignedIn(await logIn(sugang, { email: email.trim(), password }));
    } catch (error) {
      if (!(error instanceof SugangError)) throw error;
      setError('root', { message: error.message, cause: error } as never);
      setFocus('password');
    }
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="stack">
      {failure && <Failure error={failure.cause} />}
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
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password')}
      />
      <button className="primary" disabled={isSubmitting}>
        {m.sign_in()}
      </button>
    </form>
  );
}
