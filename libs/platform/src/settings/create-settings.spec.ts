import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { wholeNumber } from './core-settings.js';
import { createSettings, settingsFrom } from './create-settings.js';

const schema = z.object({ SUGANG_HOLD_MINUTES: wholeNumber(1, 60).default(10) });

class HoldSettings extends createSettings(schema) {
  get holdMs(): number {
    return this.SUGANG_HOLD_MINUTES * 60_000;
  }
}

describe('a settings class', () => {
  it('loads an instance of itself from environment variables', () => {
    const settings = HoldSettings.load({ SUGANG_HOLD_MINUTES: '2' });
    expect(settings).toBeInstanceOf(HoldSettings);
    expect([settings.SUGANG_HOLD_MINUTES, settings.holdMs]).toEqual([2, 120_000]);
  });

  it('rejects invalid environment variables', () => {
    expect(() => HoldSettings.load({ SUGANG_HOLD_MINUTES: 'soon' })).toThrow(
      'SUGANG_HOLD_MINUTES: must be a whole number from 1 to 60',
    );
  });

  it('makes an instance from validated values', () => {
    expect(HoldSettings.from({ SUGANG_HOLD_MINUTES: 5 }).holdMs).toBe(300_000);
  });

  it('names the settings of a service as its schema does', () => {
    expect(settingsFrom(HoldSettings, {}).holdMs).toBe(600_000);
    expect(settingsFrom(schema, {})).toEqual({ SUGANG_HOLD_MINUTES: 10 });
    expect(HoldSettings.schema).toBe(schema);
  });
});
