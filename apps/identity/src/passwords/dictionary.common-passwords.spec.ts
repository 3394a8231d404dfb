import { describe, expect, it } from '@jest/globals';
import { DictionaryCommonPasswords } from './dictionary.common-passwords.js';

describe('the dictionary of common passwords', () => {
  it('knows what everybody uses, and not what only one person does', async () => {
    const common = await new DictionaryCommonPasswords().load();

    expect(common.has('1q2w3e4r5t')).toBe(true);
    expect(common.has('qwertyuiop')).toBe(true);
    expect(common.has('sugang-demo')).toBe(false);
    expect(common.has('correct horse battery')).toBe(false);
  });
});
