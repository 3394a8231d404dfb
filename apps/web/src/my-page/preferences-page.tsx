import { choosePreferences, type Schemas } from '#client';
import { ChooseNotifications } from '#contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Field } from '../ui/field.js';
import { showFaults, validatedBy } from '../ui/form-errors.js';
import { Failure, Skeleton } from '../ui/states.js';
import { MyPageFrame } from './my-page-frame.js';
import { offeredChannels, preferences } from './queries.js';

type Values = z.input<typeof ChooseNotifications>;
type Channel = Values['channels'][number];

export default function PreferencesPage() {
  return (
    <MyPageFrame keepsOpen>
      <Preferences />
    </MyPageFrame>
  );
}

function Preferences() {
  const chosen = useQuery(preferences());
  const offered = useQuery(offeredChannels());
  const failed = [chosen, offered].find(({ error, data }) => error && !data);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!chosen.data || !offered.data) return <Skeleton lines={4} />;
  return <PreferencesForm known={chosen.data} offered={offered.data.items.map(({ channel }) => channel)} />;
}

interface FormProps {
  known: Schemas['NotificationPreferences'];
  offered: string[];
}

function PreferencesForm({ known, offered }: FormProps) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { register, handleSubmit, watch, formState, setError, reset } = useForm<Values>({
    resolver: validatedBy(ChooseNotifications),
    defaultValues: {
      channels: known.channels as Channel[],
      ...(known.phone && { phone: known.phone }),
      ...(known.webhookUrl && { webhookUrl: known.webhookUrl }),
    },
  });
  const { errors, isSubmitting, isSubmitSuccessful, isDirty } = formState;
  const chosen = watch('channels');
  const needsPhone = chosen.includes('sms') || chosen.includes('alimtalk');
  const needsUrl = chosen.includes('webhook');
  const channels: Record<Channel, string> = {
    log: m.channel_log(),
    email: m.channel_email(),
    sms: m.channel_sms(),
    alimtalk: m.channel_alimtalk(),
    webhook: m.channel_webhook(),
  };

  // A chosen channel that is no longer offered stays visible, so that it can be removed.
  const shown = (Object.keys(channels) as Channel[]).filter(
    (channel) => offered.includes(channel) || known.channels.includes(channel),
  );

  const submit = handleSubmit(async (values) => {
    try {
      const saved = await withSession(() => choosePreferences(sugang, values as Required<Values>));
      client.setQueryData(preferences().queryKey, saved);
      reset(values);
    } catch (error) {
      if (error instanceof SignInDismissed) return setError('root', { message: m.not_saved() });
      if (!showFaults(error, ['phone', 'webhookUrl'], setError))
        setError('root', { message: error instanceof Error ? error.message : m.not_reachable() });
    }
  });
  const emptyIsAbsent = { setValueAs: (value: string | undefined) => value?.trim() || undefined };

  return (
    <form className="stack narrow" onSubmit={(event) => void submit(event)} noValidate>
      <fieldset>
        <legend>{m.how_to_notify()}</legend>
        {shown.map((channel) => (
          <label key={channel} className="check">
            <input type="checkbox" value={channel} {...register('channels')} /> {channels[channel]}
          </label>
        ))}
      </fieldset>
      {needsPhone && (
        <Field
          label={m.phone()}
          type="tel"
          autoComplete="tel"
          placeholder="+821012345678"
          error={errors.phone?.message}
          {...register('phone', emptyIsAbsent)}
        />
      )}
      {needsUrl && (
        <Field
          label={m.webhook_url()}
          type="url"
          error={errors.webhookUrl?.message}
          {...register('webhookUrl', emptyIsAbsent)}
        />
      )}
      {errors.root && (
        <p className="notice failure" role="alert">
          {errors.root.message}
        </p>
      )}
      <button className="primary" disabled={isSubmitting}>
        {m.save()}
      </button>
      <p role="status">{isSubmitSuccessful && !isDirty && !errors.root ? m.saved() : ''}</p>
    </form>
  );
}
