import type { UseFormRegisterReturn } from 'react-hook-form';
import { m } from '../messages/messages.js';
import { Field } from '../ui/field.js';
import { grouped, isCardNumber, TEST_CARDS, type TestCard } from './card.js';

export interface CardValues {
  card: string;
}

export const checkCard = (value: string): true | string =>
  isCardNumber(value) || (value.trim() === '' ? m.fault_required() : m.fault_card());

interface Props {
  field: UseFormRegisterReturn<'card'>;
  error: string | undefined;
  onChoose: (number: string) => void;
}

export function CardField({ field, error, onChoose }: Props) {
  const labels: Record<TestCard, string> = {
    approved: m.card_approved(),
    declined: m.card_declined(),
    slow: m.card_slow(),
    broken: m.card_broken(),
  };
  return (
    <>
      <Field
        label={m.card_number()}
        inputMode="numeric"
        autoComplete="cc-number"
        placeholder="0000 0000 0000 0000"
        error={error}
        {...field}
        onChange={(event) => {
          event.target.value = grouped(event.target.value);
          void field.onChange(event);
        }}
      />
      <fieldset className="test-cards">
        <legend>{m.test_cards()}</legend>
        {(Object.keys(TEST_CARDS) as TestCard[]).map((card) => (
          <button key={card} type="button" className="chip" onClick={() => onChoose(TEST_CARDS[card].number)}>
            {labels[card]}
          </button>
        ))}
      </fieldset>
    </>
  );
}
