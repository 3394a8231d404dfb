import { changeSimulatedProvider, type Schemas } from '#client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { sugang } from '../session/session.js';
import { Field } from '../ui/field.js';
import { Failure } from '../ui/states.js';
import { services, simulatedProvider } from './queries.js';

type Behavior = Schemas['SimulatedProvider'];

interface Fields {
  latencyMs: number;
  failurePercent: number;
  down: boolean;
  reason: string;
}

const fieldsOf = ({ latency, failureRate, down }: Behavior): Fields => ({
  latencyMs: latency.toMs,
  failurePercent: Math.round(failureRate * 100),
  down,
  reason: '',
});

const PRESETS: [text: () => string, values: Omit<Fields, 'reason'>][] = [
  [m.provider_normal, { latencyMs: 20, failurePercent: 0, down: false }],
  [m.provider_slow, { latencyMs: 3_000, failurePercent: 0, down: false }],
  [m.provider_unreliable, { latencyMs: 200, failurePercent: 50, down: false }],
  [m.provider_down, { latencyMs: 20, failurePercent: 0, down: true }],
];

/** Only where the server has the simulated provider in its process. */
export function ProviderPanel() {
  const { data } = useQuery(simulatedProvider());
  return data ? <Switches behavior={data} /> : null;
}

function Switches({ behavior }: { behavior: Behavior }) {
  const client = useQueryClient();
  const withSession = useWithSession();
  const [failure, setFailure] = useState<unknown>();
  const [isSaved, setIsSaved] = useState(false);
  const { register, handleSubmit, setValue, formState } = useForm<Fields>({ defaultValues: fieldsOf(behavior) });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async ({ latencyMs, failurePercent, down, reason }) => {
    setFailure(undefined);
    setIsSaved(false);
    const latency = { fromMs: latencyMs, toMs: latencyMs };
    const change = { latency, failureRate: failurePercent / 100, down, reason: reason.trim() };
    try {
      client.setQueryData(
        simulatedProvider().queryKey,
        await withSession(() => changeSimulatedProvider(sugang, change)),
      );
      setIsSaved(true);
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
    await client.invalidateQueries({ queryKey: services().queryKey });
  });

  const between = (min: number, max: number) => ({
    valueAsNumber: true,
    validate: (value: number) => (value >= min && value <= max) || m.fault_between({ min, max }),
  });

  return (
    <section className="card provider" aria-labelledby="provider">
      <div>
        <h2 id="provider">{m.simulated_provider()}</h2>
        <p className="meta">{m.simulated_provider_hint()}</p>
      </div>
      <div className="test-cards" role="group" aria-label={m.provider_presets()}>
        {PRESETS.map(([text, values]) => (
          <button
            type="button"
            className="chip"
            key={text()}
            onClick={() => {
              for (const [name, value] of Object.entries(values)) setValue(name as keyof Fields, value);
            }}
          >
            {text()}
          </button>
        ))}
      </div>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={m.provider_latency()}
          type="number"
          inputMode="numeric"
          error={errors.latencyMs?.message}
          {...register('latencyMs', between(0, 60_000))}
        />
        <Field
          label={m.provider_failures()}
          type="number"
          inputMode="numeric"
          error={errors.failurePercent?.message}
          {...register('failurePercent', between(0, 100))}
        />
        <label className="check">
          <input type="checkbox" {...register('down')} /> {m.provider_is_down()}
        </label>
        <Field
          label={m.reason()}
          maxLength={500}
          error={errors.reason?.message}
          {...register('reason', { validate: (value) => value.trim() !== '' || m.fault_required() })}
        />
        {failure !== undefined && <Failure error={failure} />}
        <div className="actions">
          <button className="primary" disabled={isSubmitting}>
            {m.apply()}
          </button>
          <span role="status">{isSaved && m.saved()}</span>
        </div>
      </form>
    </section>
  );
}
