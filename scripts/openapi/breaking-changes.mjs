import { resolved } from './alternatives.mjs';
import { narrowed, NOW, RELEASED } from './narrowed.mjs';

const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'];

/** Changes that break clients of the released document, as sentences. */
export function breakingChanges(released, current) {
  const documents = { released, current };
  return Object.entries(released.paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => operations[method]).flatMap((method) => {
      const now = current.paths[path]?.[method];
      const faults = now ? ofOperation(operations[method], now, documents) : ['was removed'];
      return faults.map((fault) => `${method.toUpperCase()} ${path}: ${fault}`);
    }),
  );
}

const ofOperation = (before, now, documents) => [
  ...(isOpen(before) && !isOpen(now) ? ['requires a token now'] : []),
  ...ofParameters(before.parameters ?? [], now.parameters ?? [], documents),
  ...ofRequestBody(before.requestBody, now.requestBody, documents),
  ...ofResponses(before.responses, now.responses, documents),
];

const isOpen = ({ security = [] }) => security.length === 0 || security.some((each) => Object.keys(each).length === 0);

function ofParameters(before, now, documents) {
  const same = (one, other) => one.name === other.name && one.in === other.in;
  const named = ({ name, in: where }) => `${where} parameter ${name}`;
  return [
    ...before.filter((one) => !now.some((other) => same(one, other))).map((one) => `${named(one)} was removed`),
    ...now.flatMap((other) => {
      const one = before.find((each) => same(each, other));
      if (other.required && !one?.required) return [`${named(other)} is required now`];
      return one ? ofRequest(one.schema, other.schema, documents).map((fault) => `${named(one)}: ${fault}`) : [];
    }),
  ];
}

function ofRequestBody(before, now, documents) {
  if (!now) return before ? ['accepts no body now'] : [];
  if (!before) return now.required ? ['requires a body now'] : [];
  return [
    ...(now.required && !before.required ? ['requires a body now'] : []),
    ...ofContent('body', before.content, now.content, (one, other) => ofRequest(one, other, documents)),
  ];
}

function ofResponses(before, now, { released, current }) {
  return Object.entries(before).flatMap(([status, response]) => {
    if (!now[status]) return [`response ${status} was removed`];
    const [one, other] = [whole(response, released), whole(now[status], current)];
    const headers = Object.keys(one.headers ?? {}).filter((name) => !other.headers?.[name]);
    return [
      ...headers.map((name) => `response ${status}: header ${name} was removed`),
      ...ofContent(`response ${status}`, one.content, other.content, (was, is) =>
        narrowed({ schema: is, document: current, when: NOW }, { schema: was, document: released, when: RELEASED }),
      ),
    ];
  });
}

const whole = (response, document) => (response.$ref ? resolved(response.$ref, document) : response);

const ofContent = (what, before = {}, now = {}, compared) =>
  Object.entries(before).flatMap(([type, { schema = {} }]) =>
    now[type]
      ? compared(schema, now[type].schema ?? {}).map((fault) => `${what}: ${fault}`)
      : [`${what}: ${type} was removed`],
  );

const ofRequest = (before, now, { released, current }) =>
  narrowed({ schema: before, document: released, when: RELEASED }, { schema: now, document: current, when: NOW });
