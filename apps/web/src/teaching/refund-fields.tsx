import { RefundPreset, tiersOfPreset } from '#contracts';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { dayAndTime } from '../format.js';
import { refundStep } from '../lectures/refund-schedule.js';
import { m } from '../messages/messages.js';
import { Field, Select } from '../ui/field.js';
import { faultOf, listFaultOf } from '../ui/form-errors.js';
import { instant, type LectureValues } from './lecture-values.js';

const SHARES = ['1', '5/6', '2/3', '1/2', '0'];

export function ApprovalFields() {
  const { register, control, formState } = useFormContext<LectureValues>();
  const isRequired = useWatch({ control, name: 'approvalRequired' });
  return (
    <fieldset className="stack">
      <legend>{m.approval()}</legend>
      <label className="check">
        <input type="checkbox" {...register('approvalRequired')} /> {m.approval_required()}
      </label>
      {isRequired && (
        <Field
          className="short"
          label={m.approval_hours()}
          inputMode="decimal"
          hint={m.approval_hours_hint()}
          error={faultOf(formState.errors.approvalHours)}
          {...register('approvalHours')}
        />
      )}
    </fieldset>
  );
}

const presetTexts: Record<RefundPreset, () => string> = {
  'full-until-start': m.refund_preset_full,
  'kr-academy': m.refund_preset_academy,
  'kr-credit-bank': m.refund_preset_credit_bank,
};

export function RefundFields() {
  const { register, control } = useFormContext<LectureValues>();
  const refunds = useWatch({ control, name: 'refunds' });
  return (
    <fieldset className="stack">
      <legend>{m.refunds_of_lecture()}</legend>
      <Select
        label={m.schedule()}
        options={[
          { value: 'none', label: m.refund_without_schedule() },
          ...RefundPreset.options.map((value) => ({ value, label: presetTexts[value]() })),
          { value: 'by-hand', label: m.refund_by_hand() },
        ]}
        {...register('refunds')}
      />
      {refunds === 'by-hand' && <Tiers />}
      {refunds !== 'none' && <Preview />}
    </fieldset>
  );
}

function Tiers() {
  const { register, control, formState } = useFormContext<LectureValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'refundTiers' });
  const errors = formState.errors.refundTiers;
  return (
    <>
      {fields.map(({ id }, n) => (
        <div className="tier-fields" key={id} role="group" aria-label={m.refund_tier_number({ number: n + 1 })}>
          <Select
            label={m.refunded_share()}
            options={SHARES.map((value) => ({ value, label: shareText(value) }))}
            {...register(`refundTiers.${n}.refund`)}
          />
          <Field
            label={m.canceled_before()}
            type="datetime-local"
            error={faultOf(errors?.[n]?.until)}
            {...register(`refundTiers.${n}.until`)}
          />
          <button type="button" className="quiet danger" onClick={() => remove(n)}>
            {m.remove_refund_tier()}
          </button>
        </div>
      ))}
      {listFaultOf(errors) && <p className="field-error">{listFaultOf(errors)}</p>}
      <button type="button" disabled={fields.length >= 10} onClick={() => append({ until: '', refund: '1' })}>
        {m.add_refund_tier()}
      </button>
    </>
  );
}

function shareText(share: string): string {
  if (share === '1') return m.refund_share_full();
  return share === '0' ? m.refund_share_none() : share;
}

/** The schedule as students see it, computed as the server computes it. */
function Preview() {
  const { control } = useFormContext<LectureValues>();
  const [refunds, refundTiers, sessions] = useWatch({ control, name: ['refunds', 'refundTiers', 'sessions'] });
  const tiers = tiersIn({ refunds, refundTiers, sessions });
  return (
    <div className="notice" aria-live="polite">
      <p className="notice-title">{m.refund_preview()}</p>
      {tiers.length === 0 ? (
        <p>{refunds === 'by-hand' ? m.refund_preview_no_tiers() : m.refund_preview_no_sessions()}</p>
      ) : (
        <ol>
          {tiers.map(({ until, refund }) => (
            <li key={until}>{refundStep(refund, dayAndTime(until))}</li>
          ))}
          <li>{m.refund_preview_end()}</li>
        </ol>
      )}
      <p className="hint">{refunds === 'by-hand' ? m.refund_by_hand_hint() : m.refund_preset_hint()}</p>
    </div>
  );
}

function tiersIn({ refunds, refundTiers, sessions }: Pick<LectureValues, 'refunds' | 'refundTiers' | 'sessions'>) {
  const tiers = refundTiers.flatMap(({ until, refund }) => ({ until: instant(until), refund }));
  if (refunds === 'by-hand' || refunds === 'none') return tiers.filter(isComplete);
  const periods = sessions.map(({ startsAt, endsAt }) => ({ startsAt: instant(startsAt), endsAt: instant(endsAt) }));
  const complete = periods.filter((period): period is { startsAt: string; endsAt: string } =>
    Object.values(period).every((at) => at !== undefined),
  );
  return complete.length === 0 ? [] : tiersOfPreset(refunds, complete);
}

const isComplete = (tier: { until: string | undefined; refund: string }): tier is { until: string; refund: string } =>
  tier.until !== undefined;
