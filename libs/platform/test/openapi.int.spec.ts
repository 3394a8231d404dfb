import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('openapi');
let notes: NotesService;

beforeAll(async () => {
  notes = await startNotes(dir, { keys: (await TestIdentity.create()).keys });
});
afterAll(() => notes.close());

const findings = async (document: object): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
};

describe('the OpenAPI document of a service', () => {
  it('lints clean', async () => {
    expect(await findings(notes.openApi())).toEqual([]);
  });
});
