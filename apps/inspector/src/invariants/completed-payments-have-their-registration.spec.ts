import { describe, expect, it } from '@jest/globals';
import { at, awaiting, canceled, dossier, PAYMENT, refunded, REGISTRATION } from '../../test/cast.js';
import { completedPaymentsHaveTheirRegistration as rule } from './completed-payments-have-their-registration.js';

const broken = (changes: Parameters<typeof dossier>[0]) => rule.broken(dossier(changes), at);

describe('a completed payment', () => {
  it('belongs to a confirmed registration; a refunded one may belong to any', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: canceled(), payments: [refunded()] })).toEqual([]);
  });

  it('is broken where its registration awaits it still, is over, or is not there', () => {
    const of = (state: string) => [
      `payment ${PAYMENT} is completed, and belongs to registration ${REGISTRATION}, which ${state}`,
    ];
    expect(broken({ registration: awaiting() })).toEqual(of('is AWAITING_PAYMENT'));
    expect(broken({ registration: canceled() })).toEqual(of('is CANCELED'));
    expect(broken({ registration: undefined })).toEqual(of('does not exist'));
  });
});
