import { adminChangeAccount, adminCreateAccount, type Schemas } from '#client';
import { CreateAccount } from '#contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Dialog } from '../ui/dialog.js';
import { Field, Select } from '../ui/field.js';
import { showFaults, validatedBy } from '../ui/form-errors.js';
import { Failure } from '../ui/states.js';
import { roleOptions } from './frame.js';

interface Props {
  account: Schemas['AdminAccount'] | undefined;
  onClose: () => void;
}

export default function AccountDialog({ account, onClose }: Props) {
  return account ? (
    <Dialog title={account.name} onClose={onClose}>
      <Change account={account} onClose={onClose} />
    </Dialog>
  ) : (
    <Dialog title={m.new_account()} onClose={onClose}>
      <Create onClose={onClose} />
    </Dialog>
  );
}

/** Runs `work`, then closes the dialog and reads the list again; otherwise keeps the failure. */
function useSave(onClose: () => void) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const [failure, setFailure] = useState<unknown>();
  async function save(work: () => Promise<unknown>, isShown: (error: unknown) => boolean = () => false): Promise<void> {
    setFailure(undefined);
    try {
      await withSession(work);
      onClose();
    } catch (error) {
      if (!(error instanceof SignInDismissed) && !isShown(error)) setFailure(error);
    }
    await client.invalidateQueries({ queryKey: ['operations', 'accounts'] });
  }
  return { save, failure };
}

function Change({ account, onClose }: { account: Schemas['AdminAccount']; onClose: () => void }) {
  const { save, failure } = useSave(onClose);
  const { id, role, disabled, version } = account;
  const { register, handleSubmit, formState } = useForm({ defaultValues: { role: String(role), disabled } });
  const submit = handleSubmit((values) =>
    save(() =>
      adminChangeAccount(
        sugang,
        { id, role: values.role as 'student', disabled: values.disabled },
        { ifMatch: `"${version}"` },
      ),
    ),
  );
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p className="meta">{account.email}</p>
      <Select label={m.role()} options={roleOptions()} {...register('role')} />
      <label className="check">
        <input type="checkbox" {...register('disabled')} /> {m.disable_account()}
      </label>
      <p className="hint">{m.disable_account_hint()}</p>
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className="primary" disabled={formState.isSubmitting}>
          {m.save()}
        </button>
        <button type="button" onClick={onClose}>
          {m.back()}
        </button>
      </div>
    </form>
  );
}

const Fields = CreateAccount.pick({ name: true, email: true, password: true, role: true });
type Fields = z.input<typeof Fields>;

function Create({ onClose }: { onClose: () => void }) {
  const { save, failure } = useSave(onClose);
  const { register, handleSubmit, formState, setError } = useForm<Fields>({
    resolver: validatedBy(Fields),
    defaultValues: { name: '', email: '', password: '', role: 'student' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit((account) =>
    save(
      () => adminCreateAccount(sugang, account),
      (error) => showFaults(error, ['name', 'email', 'password'], setError),
    ),
  );
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={m.name()} autoComplete="off" error={errors.name?.message} {...register('name')} />
      <Field label={m.email()} type="email" autoComplete="off" error={errors.email?.message} {...register('email')} />
      <Field
        label={m.first_password()}
        autoComplete="off"
        hint={m.first_password_hint()}
        error={errors.password?.message}
        {...register('password')}
      />
      <Select label={m.role()} options={roleOptions()} {...register('role')} />
      {failure !== undefined && <Failure error={failure} />}
      <div className="actions">
        <button className="primary" disabled={isSubmitting}>
          {m.save()}
        </button>
        <button type="button" onClick={onClose}>
          {m.back()}
        </button>
      </div>
    </form>
  );
}
