import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { unknownSettings } from './unknown-settings.js';

const schema = z.object({ SUGANG_HOLD_MINUTES: z.string(), SUGANG_SWEEP_MS: z.string(), PORT: z.string() });

describe('a variable that is not read', () => {
  it.each(['SUGANG_HOLD_MINUTE', 'SUGANG_HOLD_MINTUES', 'SUGANG_SWEEPS_MS', 'SUGANG_SWEEP'])(
    'is told with the one that it may have been meant to be: %s',
    (name) => {
      expect(unknownSettings(schema, { [name]: '1' })).toEqual([{ name, meant: expect.stringMatching(/^SUGANG_/) }]);
    },
  );

  it('is told without one where nothing is like it, and is none where it is not Sugang’s or is known', () => {
    const env = { SUGANG_GRPC_PORT: '1', SUGANG_HOLD_MINUTES: '1', PORT: '1', HOME: '/', PROT: '1' };
    expect(unknownSettings(schema, env)).toEqual([{ name: 'SUGANG_GRPC_PORT', meant: undefined }]);
  });
});
