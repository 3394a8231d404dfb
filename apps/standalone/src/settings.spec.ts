import { describe, expect, it } from '@jest/globals';
import { InvalidSettings, loadSettings } from '#platform';
import { standaloneSettings } from './settings.js';

describe('the embedded mode', () => {
  it('needs no variable at all', () => {
    expect(loadSettings(standaloneSettings, {})).toMatchObject({ PORT: 8080, SUGANG_DEMO: true, LOG_LEVEL: 'warn' });
  });

  it.each(['BROKER_URL', 'DATABASE_URL', 'VIEWS_URL', 'PAYMENT_URL', 'SUGANG_GRPC_PORT'])(
    'refuses what names a store or a neighbour elsewhere: %s',
    (variable) => {
      const elsewhere = () => loadSettings(standaloneSettings, { [variable]: 'https://elsewhere' });
      expect(elsewhere).toThrow(InvalidSettings);
      expect(elsewhere).toThrow(variable);
    },
  );
});
