// Replaces @jest/globals where TypeScript runs without Jest: modules that need Jest can be loaded there but not used.
const onlyInJest = () => {
  throw new Error('This works only inside Jest.');
};

export const afterAll = onlyInJest;
export const afterEach = onlyInJest;
export const beforeAll = onlyInJest;
export const beforeEach = onlyInJest;
export const describe = onlyInJest;
export const expect = onlyInJest;
export const it = onlyInJest;
export const jest = undefined;
export const test = onlyInJest;
