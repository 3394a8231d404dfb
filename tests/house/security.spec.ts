import { describe, expect, it } from '@jest/globals';

interface Check {
  faultsOf(requirements: object[], threats: object[], exists: (path: string) => boolean): string[];
}

describe('the check of the threat model and the ASVS table', () => {
  const script: string = '../../scripts/security/faults.mjs';
  const entry = (changes: object) => ({ id: '1.1.1', status: 'met', evidence: ['a.ts'], ...changes });

  it('accepts a met requirement whose evidence exists', async () => {
    const { faultsOf } = (await import(script)) as Check;
    expect(faultsOf([entry({})], [], () => true)).toEqual([]);
  });

  it('reports evidence that does not exist, missing evidence and an unknown status', async () => {
    const { faultsOf } = (await import(script)) as Check;
    const threat = { edge: 'Client', threat: 'Spoofing', evidence: [] };
    const requirements = [entry({}), entry({ id: '1.1.2', status: 'done' })];
    expect(faultsOf(requirements, [threat], () => false)).toEqual([
      '1.1.1: a.ts does not exist',
      '1.1.2: a.ts does not exist',
      '1.1.2: unknown status "done"',
      'Client, Spoofing: needs evidence',
    ]);
  });
});
