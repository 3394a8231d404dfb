import { describe, expect, it } from '@jest/globals';
import { account, at, awaiting, canceled, dossier, EARLIER, MINA, REGISTRATION, roster } from '../../test/cast.js';
import { accountCopiesMatch, paymentKnowsEndedRegistrations, rosterMatchesRegistrations } from './copies.js';

describe('rosterMatchesRegistrations', () => {
  const broken = (changes: Parameters<typeof dossier>[0]) => rosterMatchesRegistrations.broken(dossier(changes), at);

  it('accepts a roster that equals the registrations, including ended ones', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: canceled(), roster: roster({ status: 'CANCELED', sequence: 3 }) })).toEqual([]);
    expect(broken({ registration: undefined, roster: undefined })).toEqual([]);
  });

  it('reports a roster row that is missing, unknown or outdated', () => {
    expect(broken({ roster: undefined })).toEqual([`registration ${REGISTRATION} is CONFIRMED, and on no roster`]);
    expect(broken({ registration: undefined })).toEqual([
      `registration ${REGISTRATION} is on a roster, and does not exist`,
    ]);
    expect(broken({ registration: canceled() })).toEqual([
      `the roster has registration ${REGISTRATION} with status CONFIRMED, and it is CANCELED`,
      `the roster has registration ${REGISTRATION} with sequence 2, and it is 3`,
    ]);
  });
});

describe('paymentKnowsEndedRegistrations', () => {
  const broken = (changes: Parameters<typeof dossier>[0]) =>
    paymentKnowsEndedRegistrations.broken(dossier(changes), at);

  it('accepts an ended registration that payment has recorded as ended', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: awaiting(), overSince: undefined })).toEqual([]);
    expect(broken({ registration: canceled(), overSince: EARLIER })).toEqual([]);
  });

  it('reports an end that payment does not know, and one that did not happen', () => {
    const unheard = [`registration ${REGISTRATION} is CANCELED, and payment does not know that it has ended`];
    expect(broken({ registration: canceled(), overSince: null })).toEqual(unheard);
    expect(broken({ registration: canceled(), overSince: undefined })).toEqual(unheard);
    expect(broken({ overSince: EARLIER })).toEqual([
      `registration ${REGISTRATION} is CONFIRMED, and payment treats it as ended since ${EARLIER}`,
    ]);
  });
});

describe('accountCopiesMatch', () => {
  it('accepts a copy that equals the account', () => {
    expect(accountCopiesMatch.broken(account(), at)).toEqual([]);
  });

  it('reports a missing and an outdated copy', () => {
    expect(accountCopiesMatch.broken(account({ copy: undefined }), at)).toEqual([
      `lecture has no copy of account ${MINA}`,
    ]);
    const old = { name: 'Min', email: null, sequence: 1 };
    expect(accountCopiesMatch.broken(account({ copy: old }), at)).toEqual([
      `lecture has account ${MINA} with email null for mina@sugang.dev, name Min for Mina`,
    ]);
  });
});
