import { listNotificationChannels, type Schemas } from '#client';
import { ChooseNotifications } from '#contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Field } from '../ui/field.js';
import { showFaults, validatedBy } from '../ui/form-errors.js';
import { Failure, Skeleton } from '../ui/states.js';

type Values = z.input<typeof ChooseNotifications>;
type Channel = Values['channels'][number];

interface Props {
  queryKey: readonly unknown[];
  read: (signal: AbortSignal) => Promise<Schemas['NotificationPreferences']>;
  save: (values: Required<Values>) => Promise<Schemas['NotificationPreferences']>;
  /** Name of the channel that only adds to the list of messages. */
  listName: string;
}

export function Preferences({ read, ...form }: Props) {
  const chosen = useQuery({
    queryKey: form.queryKey,
    queryFn: ({ signal }) => read(signal),
    staleTime: Infinity,
  });
  const offered = useQuery({
    queryKey: ['notifications', 'channels'],
    queryFn: ({ signal }) => listNotificationChannels(sugang, {}, { signal }),
    staleTime: Infinity,
  });
  const failed = [chosen, offered].find(({ error, data }) => error && !data);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!chosen.data || !offered.data) return <Skeleton lines={4} />;
  const channels = offered.data.items.map(({ channel }) => channel);
  return <PreferencesForm known={chosen.data} offered={channels} {...form} />;
}

interface FormProps extends Omit<Props, 'read'> {
  known: Schemas['NotificationPreferences'];
  offered: string[];
}

function PreferencesForm({ known, offered, queryKey, save, listName }: FormProps) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const { register, handleSubmit, watch, formState, setError, setValue } = useForm<Values>({
    resolver: validatedBy(ChooseNotifications),
    defaultValues: {
      channels: known.channels as Channel[],
      ...(known.phone && { phone: known.phone }),
      ...(known.webhookUrl && { webhookUrl: known.webhookUrl }),
    },
  });
  const { errors, isSubmitting } = formState;
  const [isSaved, setIsSaved] = useState(false);
  const chosen = watch('channels');
  // By hand: React Hook Form reads a group of a single checkbox as a boolean.
  const toggle = (channel: Channel) =>
    setValue('channels', chosen.includes(channel) ? chosen.filter((each) => each !== channel) : [...chosen, channel]);
  const needsPhone = chosen.includes('sms') || chosen.includes('alimtalk');
  const needsUrl = chosen.includes('webhook');
  const channels: Record<Channel, string> = {
    log: listName,
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
      const saved = await withSession(() => save(values as Required<Values>));
      client.setQueryData(queryKey, saved);
      setIsSaved(true);
    } catch (error) {
      if (error instanceof SignInDismissed) return setError('root', { message: m.not_saved() });
      if (!showFaults(error, ['phone', 'webhookUrl'], setError))
        setError('root', { message: error instanceof Error ? error.message : m.not_reachable() });
    }
  });
  const emptyIsAbsent = { setValueAs: (value: string | undefined) => value?.trim() || undefined };

  return (
    <form
      className="stack narrow"
      onSubmit={(event) => void submit(event)}
      onChange={() => setIsSaved(false)}
      noValidate
    >
      <fieldset>
        <legend>{m.how_to_notify()}</legend>
        {shown.map((channel) => (
          <label key={channel} className="check">
            <input type="checkbox" checked={chosen.includes(channel)} onChange={() => toggle(channel)} />{' '}
            {channels[channel]}
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
      <p role="status">{isSaved && !errors.root ? m.saved() : ''}</p>
    </form>
  );
}
