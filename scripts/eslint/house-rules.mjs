/** Whoever switches a rule off says why: `// eslint-disable-next-line some-rule -- the reason`. */
const disableWithReason = {
  meta: {
    type: 'suggestion',
    messages: { why: 'Say why after " -- ": {{directive}} switches a rule off.' },
    schema: [],
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const directive = /^\s*(eslint-disable(?:-next-line|-line)?)\b/.exec(comment.value)?.[1];
          if (directive && !/\s-{2,}\s+\S{3}/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'why', data: { directive } });
          }
        }
      },
    };
  },
};

export const houseRules = { rules: { 'disable-with-reason': disableWithReason } };

const ban = (selector, message) => ({ selector, message });

/** Nothing is caught and dropped; one spelling (cockatiel's TaskCancelledError has its own); no SQL that hides faults. */
export const bansEverywhere = [
  ban('CatchClause > BlockStatement[body.length=0]', 'Nothing is caught and dropped: say what happens then.'),
  ban(
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression[body.type='BlockStatement'][body.body.length=0]",
    'Nothing is caught and dropped: say what happens then.',
  ),
  ban(
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > :matches(Identifier[name='undefined'], Literal[raw='null']).body",
    'Nothing is caught and dropped: say what happens then.',
  ),
  ban('Identifier[name=/(?<!Task)[cC]ancelled|CANCELLED/]', '"canceled" with one l, everywhere.'),
  ban('Literal[value=/\\b[cC]ancelled\\b/]', '"canceled" with one l, everywhere.'),
  ban(
    "MemberExpression[property.name='orIgnore']",
    'INSERT IGNORE hides truncation and foreign-key faults: insert, and catch the duplicate key.',
  ),
];

/** Decisions are repeatable: time and ids come in as arguments. */
export const bansInTheDomain = [
  ban(
    "NewExpression[callee.name='Date'][arguments.length=0]",
    'The domain has no clock: time comes in as an argument.',
  ),
  ban("CallExpression[callee.object.name='Date'][callee.property.name='now']", 'Time comes in as an argument.'),
  ban("CallExpression[callee.object.name='Math'][callee.property.name='random']", 'The domain has no randomness.'),
  ban("CallExpression[callee.property.name='randomUUID']", 'Ids come in as arguments.'),
  ban('FunctionDeclaration[async=true], ArrowFunctionExpression[async=true]', 'Decisions are synchronous.'),
];

const tests = '/^(it|test|describe)$/';
const called = (name) =>
  `:matches([callee.name=${name}], [callee.object.name=${name}], [callee.callee.object.name=${name}])`;

/** Tests are the specification: all of them run, and they speak about people and things. */
export const bansInTests = [
  ban(
    `MemberExpression[object.name=${tests}][property.name=/^(only|skip|todo|failing)$/]`,
    'No focused, skipped or promised tests.',
  ),
  ban('CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]', 'No focused or skipped tests.'),
  ban(
    `CallExpression${called(tests)} > :matches(Literal[value=/\\bshould\\b/i], TemplateLiteral:has(TemplateElement[value.raw=/\\bshould\\b/i])):first-child`,
    'A test name is a present-tense sentence about people and things, without "should".',
  ),
];
