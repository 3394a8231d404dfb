import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const settingsScript: string = '../../scripts/generated/described-settings.mjs';
const valuesScript: string = '../../scripts/generated/described-values.mjs';

describe('the page of settings', () => {
  const described = async (shape: z.ZodRawShape) => {
    const { describedSettings } = (await import(settingsScript)) as {
      describedSettings: (schema: z.ZodObject) => Record<string, unknown>[];
    };
    return describedSettings(z.object(shape));
  };

  it('lists values, default, purpose and secrecy of a setting', async () => {
    const latency = z.string().regex(/^\d+$/, 'must be milliseconds').transform(Number);
    expect(
      await described({
        LEVEL: z.enum(['low', 'high']).default('low').describe('How loud.'),
        LATENCY: latency.prefault('20').describe('How long.'),
        KEY: z.string().optional().meta({ description: 'Which key.', secret: true }),
      }),
    ).toEqual([
      { name: 'LEVEL', accepts: '`low`, `high`', defaultValue: 'low', description: 'How loud.', secret: false },
      { name: 'LATENCY', accepts: 'milliseconds', defaultValue: '20', description: 'How long.', secret: false },
      { name: 'KEY', accepts: 'text', defaultValue: undefined, description: 'Which key.', secret: true },
    ]);
  });

  it('is not written while a setting lacks a description', async () => {
    await expect(described({ MUTE: z.string() })).rejects.toThrow('MUTE has no description');
  });
});

describe('the table of the chart’s values', () => {
  it('has a row for each value and each described group', async () => {
    const { describedValues } = (await import(valuesScript)) as { describedValues: (yaml: string) => unknown };
    const yaml = [
      'image:',
      '  # -- Which version.',
      "  tag: ''",
      '  # A remark.',
      '  policy: Always',
      'services:',
      '  payment:',
      '    port: 8082',
      '# -- Limits.',
      'resources: { cpu: 1 }',
    ].join('\n');
    expect(describedValues(yaml)).toEqual([
      { path: 'image.tag', value: '', description: 'Which version.' },
      { path: 'image.policy', value: 'Always', description: '' },
      { path: 'services.payment.port', value: 8082, description: '' },
      { path: 'resources', value: { cpu: 1 }, description: 'Limits.' },
    ]);
  });
});
