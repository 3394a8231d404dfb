import { SugangError } from '#client';
import { useState } from 'react';
import { useFieldArray, useForm, type FieldErrors } from 'react-hook-form';
import { timeZone } from '../format.js';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field, TextArea } from '../ui/field.js';
import { Failure } from '../ui/states.js';
import { emptySession, resolveLecture, TIMES, type LectureValues } from './lecture-values.js';

interface Props {
  values: LectureValues;
  action: string;
  /** Fields that can no longer be changed. */
  isPublished?: boolean;
  onSubmit: (values: LectureValues) => Promise<void>;
}

export function LectureForm({ values, action, isPublished = false, onSubmit }: Props) {
  const withSession = useWithSession();
  const { register, control, handleSubmit, formState } = useForm<LectureValues>({
    defaultValues: values,
    resolver: resolveLecture,
  });
  const [failure, setFailure] = useState<unknown>();
  const sessions = useFieldArray({ control, name: 'sessions' });
  const { errors, isSubmitting } = formState;
  const texts = { publishAt: m.publish_at(), registrationOpensAt: m.opens(), registrationClosesAt: m.closes() };
  const hints = {
    publishAt: m.publish_at_hint(),
    registrationOpensAt: m.opens_hint(),
    registrationClosesAt: m.closes_hint(),
  };

  const submit = handleSubmit(async (entered) => {
    setFailure(undefined);
    try {
      await withSession(() => onSubmit(entered));
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
  });

  return (
    <form className="stack form-page" onSubmit={(event) => void submit(event)} noValidate>
      <Field label={m.lecture_title()} maxLength={200} error={errors.title?.message} {...register('title')} />
      <TextArea
        label={m.lecture_description()}
        rows={5}
        maxLength={5000}
        error={errors.description?.message}
        {...register('description')}
      />
      <div className="columns">
        <Field label={m.category()} maxLength={50} error={errors.category?.message} {...register('category')} />
        <Field
          label={m.fee_in_won()}
          inputMode="numeric"
          hint={m.fee_hint()}
          error={errors.fee?.amount?.message}
          {...register('fee.amount')}
        />
        <Field label={m.capacity()} inputMode="numeric" error={errors.capacity?.message} {...register('capacity')} />
      </div>
      <fieldset>
        <legend>{m.sessions()}</legend>
        <p className="hint">{m.times_in({ zone: timeZone() })}</p>
        {sessions.fields.map(({ id }, n) => (
          <div className="session-fields" key={id} role="group" aria-label={m.session_number({ number: n + 1 })}>
            <Field
              label={m.starts()}
              type="datetime-local"
              error={errors.sessions?.[n]?.startsAt?.message}
              {...register(`sessions.${n}.startsAt`)}
            />
            <Field
              label={m.ends()}
              type="datetime-local"
              error={errors.sessions?.[n]?.endsAt?.message}
              {...register(`sessions.${n}.endsAt`)}
            />
            <Field
              label={m.place()}
              maxLength={200}
              error={errors.sessions?.[n]?.place?.message}
              {...register(`sessions.${n}.place`)}
            />
            <Field
              label={m.online_url()}
              type="url"
              maxLength={500}
              error={errors.sessions?.[n]?.url?.message}
              {...register(`sessions.${n}.url`)}
            />
            {sessions.fields.length > 1 && (
              <button type="button" className="quiet danger" onClick={() => sessions.remove(n)}>
                {m.remove_session()}
              </button>
            )}
          </div>
        ))}
        {listFault(errors) && <p className="field-error">{listFault(errors)}</p>}
        <button type="button" onClick={() => sessions.append(emptySession)}>
          {m.add_session()}
        </button>
      </fieldset>
      <fieldset>
        <legend>{m.periods()}</legend>
        <div className="columns">
          {TIMES.map((name) => (
            <Field
              key={name}
              label={texts[name]}
              type="datetime-local"
              hint={hints[name]}
              readOnly={name === 'publishAt' && isPublished}
              error={errors[name]?.message}
              {...register(name)}
            />
          ))}
        </div>
      </fieldset>
      {failure !== undefined && <Failure error={failure} />}
      {failure instanceof SugangError && failure.status === 412 && <p className="hint">{m.changed_meanwhile()}</p>}
      <div className="actions">
        <button className="primary" disabled={isSubmitting}>
          {action}
        </button>
      </div>
    </form>
  );
}

const listFault = ({ sessions }: FieldErrors<LectureValues>): string | undefined =>
  sessions?.root?.message ?? (typeof sessions?.message === 'string' ? sessions.message : undefined);
