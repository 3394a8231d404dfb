import { expect, it } from '@jest/globals';
import { at, awaiting, canceled, dossier, EARLIER, REGISTRATION } from '../../test/cast.js';
import { paymentKnowsWhatIsOver } from './payment-knows-what-is-over.js';

const broken = (changes: Parameters<typeof dossier>[0]) => paymentKnowsWhatIsOver.broken(dossier(changes), at);

it('payment knows a registration as over exactly when it is', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ registration: awaiting(), overSince: undefined })).toEqual([]);
  expect(broken({ registration: canceled(), overSince: EARLIER })).toEqual([]);
});

it('an end unheard of, and one that was none, are broken', () => {
  const unheard = [`registration ${REGISTRATION} is CANCELED, and payment does not know that it is over`];
  expect(broken({ registration: canceled(), overSince: null })).toEqual(unheard);
  expect(broken({ registration: canceled(), overSince: undefined })).toEqual(unheard);
  expect(broken({ overSince: EARLIER })).toEqual([
    `registration ${REGISTRATION} is CONFIRMED, and payment takes it as over since ${EARLIER}`,
  ]);
});
