import { useFieldArray, useFormContext } from 'react-hook-form';
import { timeZone } from '../format.js';
import { m } from '../messages/messages.js';
import { Field } from '../ui/field.js';
import { faultOf, listFaultOf } from '../ui/form-errors.js';
import { emptySession, type LectureValues } from './lecture-values.js';

export function SessionFields() {
  const { register, control, formState } = useFormContext<LectureValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'sessions' });
  const errors = formState.errors.sessions;
  return (
    <fieldset>
      <legend>{m.sessions()}</legend>
      <p className="hint">{m.times_in({ zone: timeZone() })}</p>
      {fields.map(({ id }, n) => (
        <div className="session-fields" key={id} role="group" aria-label={m.session_number({ number: n + 1 })}>
          <Field
            label={m.starts()}
            type="datetime-local"
            error={faultOf(errors?.[n]?.startsAt)}
            {...register(`sessions.${n}.startsAt`)}
          />
          <Field
            label={m.ends()}
            type="datetime-local"
            error={faultOf(errors?.[n]?.endsAt)}
            {...register(`sessions.${n}.endsAt`)}
          />
          <Field
            label={m.place()}
            maxLength={200}
            error={faultOf(errors?.[n]?.place)}
            {...register(`sessions.${n}.place`)}
          />
          <Field
            label={m.online_url()}
            type="url"
            maxLength={500}
            error={faultOf(errors?.[n]?.url)}
            {...register(`sessions.${n}.url`)}
          />
          {fields.length > 1 && (
            <button type="button" className="quiet danger" onClick={() => remove(n)}>
              {m.remove_session()}
            </button>
          )}
        </div>
      ))}
      {listFaultOf(errors) && <p className="field-error">{listFaultOf(errors)}</p>}
      <button type="button" onClick={() => append(emptySession)}>
        {m.add_session()}
      </button>
    </fieldset>
  );
}
