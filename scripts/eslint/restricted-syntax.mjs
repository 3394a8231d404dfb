const ban = (selector, message) => ({ selector, message });

/** No error is dropped, one spelling (cockatiel's TaskCancelledError is exempt), no SQL that hides faults. */
export const bansEverywhere = [
  ban('CatchClause > BlockStatement[body.length=0]', 'Do not drop an error: handle it, log it or rethrow it.'),
  ban(
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
    'Do not drop an error: handle it, log it or rethrow it.',
  ),
  ban(
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > :matches(Identifier[name='undefined'], Literal[raw='null']).body",
    'Do not drop an error: handle it, log it or rethrow it.',
  ),
  ban('Identifier[name=/(?<!Task)[cC]ancelled|CANCELLED/]', 'Write "canceled" with one l.'),
  ban('Literal[value=/\\b[cC]ancelled\\b/]', 'Write "canceled" with one l.'),
  ban(
    "MemberExpression[property.name='orIgnore']",
    'INSERT IGNORE hides truncation and foreign-key errors: insert and catch the duplicate key.',
  ),
];

/** Decisions are pure: time and ids are arguments. */
export const bansInTheDomain = [
  ban(
    "NewExpression[callee.name='Date'][arguments.length=0]",
    'The domain has no clock: pass the time as an argument.',
  ),
  ban(
    "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    'The domain has no clock: pass the time as an argument.',
  ),
  ban("CallExpression[callee.object.name='Math'][callee.property.name='random']", 'The domain has no randomness.'),
  ban("CallExpression[callee.property.name='randomUUID']", 'The domain creates no ids: pass them as arguments.'),
  ban('FunctionDeclaration[async=true], ArrowFunctionExpression[async=true]', 'Decisions are synchronous.'),
];

/** The rest about tests is eslint-plugin-jest's. */
export const bansInTests = [
  ban(
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(todo|failing)$/]',
    'Every test runs and passes: write it, or leave it out.',
  ),
];
