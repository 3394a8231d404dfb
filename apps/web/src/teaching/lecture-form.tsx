import { SugangError } from '#client';
import { OpenLectureBody } from '#contracts';
import { useState } from 'react';
import { FormProvider, useForm, useFormContext, type Resolver } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { SignInDismissed, useWithSession } from '../session/session-boundary.js';
import { Field, TextArea } from '../ui/field.js';
import { faultOf, validatedBy } from '../ui/form-errors.js';
import { Failure } from '../ui/states.js';
import { bodyOf, TIMES, type LectureValues } from './lecture-values.js';
import { ApprovalFields, RefundFields } from './refund-fields.js';
import { PlacesFields } from './seat-plan-fields.js';
import { SessionFields } from './session-fields.js';

interface Props {
  values: LectureValues;
  action: string;
  /** Fields that can no longer be changed. */
  isPublished?: boolean;
  /** Seats that students have, which a changed plan must keep. */
  occupied?: readonly string[];
  onSubmit: (values: LectureValues) => Promise<void>;
}

const validated = validatedBy(OpenLectureBody);

/** Validates the request that the fields make. */
const resolve: Resolver<LectureValues> = async (values, context, options) => {
  const { errors } = await validated(bodyOf(values), context, options as never);
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors: errors as never };
};

export function LectureForm({ values, action, isPublished = false, occupied = [], onSubmit }: Props) {
  const withSession = useWithSession();
  const form = useForm<LectureValues>({ defaultValues: values, resolver: resolve });
  const [failure, setFailure] = useState<unknown>();
  const { register, handleSubmit, formState } = form;
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (entered) => {
    setFailure(undefined);
    try {
      await withSession(() => onSubmit(entered));
    } catch (error) {
      if (!(error instanceof SignInDismissed)) setFailure(error);
    }
  });

  return (
    <FormProvider {...form}>
      <form className="stack form-page" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={m.lecture_title()} maxLength={200} error={faultOf(errors.title)} {...register('title')} />
        <TextArea
          label={m.lecture_description()}
          rows={5}
          maxLength={5000}
          error={faultOf(errors.description)}
          {...register('description')}
        />
        <div className="columns">
          <Field label={m.category()} maxLength={50} error={faultOf(errors.category)} {...register('category')} />
          <Field
            label={m.fee_in_won()}
            inputMode="numeric"
            hint={m.fee_hint()}
            error={faultOf(errors.fee)}
            {...register('fee.amount')}
          />
        </div>
        <SessionFields />
        <PlacesFields occupied={occupied} />
        <PeriodFields isPublished={isPublished} />
        <ApprovalFields />
        <RefundFields />
        {failure !== undefined && <Failure error={failure} />}
        {failure instanceof SugangError && failure.status === 412 && <p className="hint">{m.changed_meanwhile()}</p>}
        <div className="actions">
          <button className="primary" disabled={isSubmitting}>
            {action}
          </button>
        </div>
      </form>
    </FormProvider>
  );
}

function PeriodFields({ isPublished }: { isPublished: boolean }) {
  const { register, formState } = useFormContext<LectureValues>();
  const texts = {
    publishAt: [m.publish_at(), m.publish_at_hint()],
    registrationOpensAt: [m.opens(), m.opens_hint()],
    registrationClosesAt: [m.closes(), m.closes_hint()],
  } as const;
  return (
    <fieldset>
      <legend>{m.periods()}</legend>
      <div className="columns">
        {TIMES.map((name) => (
          <Field
            key={name}
            label={texts[name][0]}
            type="datetime-local"
            hint={texts[name][1]}
            readOnly={name === 'publishAt' && isPublished}
            error={faultOf(formState.errors[name])}
            {...register(name)}
          />
        ))}
      </div>
    </fieldset>
  );
}
