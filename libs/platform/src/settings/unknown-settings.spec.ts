import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { unknownSettings } from './unknown-settings.js';

const schema = z.object({ SUGANG_HOLD_MINUTES: z.string(), SUGANG_SWEEP_MS: z.string(), PORT: z.string() });

describe('unknownSettings', () => {
  it.each(['SUGANG_HOLD_MINUTE', 'SUGANG_HOLD_MINTUES', 'SUGANG_SWEEPS_MS', 'SUGANG_SWEEP'])(
    'suggests the setting that %s is a misspelling of',
    (name) => {
      expect(unknownSettings(schema, { [name]: '1' })).toEqual([{ name, intended: expect.stringMatching(/^SUGANG_/) }]);
    },
  );

  it('lists other unknown settings of Sugang without a suggestion, and ignores known and unrelated variables', () => {
    const env = { SUGANG_GRPC_PORT: '1', SUGANG_HOLD_MINUTES: '1', PORT: '1', HOME: '/', PROT: '1' };
    expect(unknownSettings(schema, env)).toEqual([{ name: 'SUGANG_GRPC_PORT', intended: undefined }]);
  });
});
