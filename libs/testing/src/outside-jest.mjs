// Stands for @jest/globals where TypeScript runs without Jest: what needs Jest may be loaded there, and not be used.
const onlyInJest = () => {
  throw new Error('this works inside Jest only');
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
