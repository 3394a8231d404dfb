const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const EVENT_STREAM = 'text/event-stream';

/** Written by hand in libs/client/src/session.ts: they begin, renew and end the session. */
const OF_THE_SESSION = ['session.logIn', 'session.refresh', 'session.logOut'];

/** Data of the events of a stream; the document describes their text only. */
const EVENT_DATA = {
  '/api/v1/mypage/stream': 'ViewDocument',
  '/api/v1/lectures/{id}/availability/stream': 'Availability',
};

/** The functions of libs/client and their operations. */
export function clientFunctions({ paths }) {
  const functions = Object.entries(paths)
    .flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => [path, method, item[method]]))
    .filter(([, , { operationId }]) => !OF_THE_SESSION.includes(operationId))
    .map(([path, method, operation]) => ({ name: nameOf(operation), method, path, operation }));
  const names = functions.map(({ name }) => name);
  const repeated = names.filter((name, n) => names.indexOf(name) !== n);
  if (repeated.length > 0) throw new Error(`operations of the same name in libs/client: ${repeated.join(', ')}`);
  return functions;
}

/** TypeScript of libs/client/src/operations.ts: one function per operation. */
export const clientOperations = (document) =>
  [
    `import type { CallOptions, InputOf, Schemas } from './operation.js';`,
    `import { follow, type FollowOptions } from './stream.js';`,
    `import type { Sugang } from './sugang.js';`,
    ...clientFunctions(document).map(functionOf),
  ].join('\n\n');

function functionOf({ name, path, method, operation }) {
  const { operationId: id, summary = '', parameters = [], requestBody } = operation;
  const isRequired =
    requestBody?.required || parameters.some((parameter) => parameter.required && parameter.in !== 'header');
  const given = `input: InputOf<'${id}'>${isRequired ? '' : ' = {}'}`;
  const comment = `/** ${summary.replaceAll('*/', '')}. */`;
  const head = `${comment}\nexport const ${name} = (sugang: Sugang, ${given}, options?: `;
  const specified = JSON.stringify(specificationOf(path, method, operation));
  return typesOf(operation).includes(EVENT_STREAM)
    ? `${head}FollowOptions) => follow<${dataOf(path)}>(sugang, ${specified}, input, options);`
    : `${head}CallOptions) => sugang.call<'${id}'>(${specified}, input, options);`;
}

/** The interface Operation of libs/client. */
function specificationOf(path, method, operation) {
  const { security = [], parameters = [], requestBody } = operation;
  const input = requestBody ? 'body' : parameters.some((parameter) => parameter.in === 'query') && 'query';
  const hasKey = parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'Idempotency-Key');
  const [accept, another] = typesOf(operation);
  const isText = accept !== undefined && another === undefined && !['application/json', EVENT_STREAM].includes(accept);
  return {
    method: method.toUpperCase(),
    path,
    ...(input && { input }),
    ...(security.length === 0 && { isPublic: true }),
    ...(security.some((each) => Object.keys(each).length === 0) && { isTokenOptional: true }),
    ...(hasKey && { hasKey }),
    ...(isText && { accept }),
  };
}

const typesOf = (operation) => Object.keys(successOf(operation)?.content ?? {});

const successOf = ({ responses }) => responses[Object.keys(responses).find((status) => status.startsWith('2'))];

const dataOf = (path) => (path in EVENT_DATA ? `Schemas['${EVENT_DATA[path]}']` : 'unknown');

const VERBS = [
  'accept',
  'add',
  'cancel',
  'change',
  'choose',
  'create',
  'download',
  'drop',
  'end',
  'list',
  'open',
  'pay',
  'remove',
  'replay',
  'revoke',
  'send',
];
const READ = ['find', 'show'];
const OWN_NAMES = {
  'registrations.register': 'register',
  'registrations.quote': 'quoteRefund',
  'seats.map': 'getSeatMap',
  'staffNotifications.listChannels': 'listNotificationChannels',
  'adminLectures.announce': 'adminAnnounceToStudents',
  'adminRegistrations.statistics': 'adminGetStatistics',
  'lectures.facets': 'getLectureFacets',
  'availability.time': 'getTime',
  'ownSessions.list': 'listSessions',
  'ownSessions.end': 'endSession',
  'ownSessions.endAll': 'endAllSessions',
  'credentials.requestReset': 'requestPasswordReset',
  'credentials.confirmReset': 'confirmPasswordReset',
};

/** `lectures.find` is getLecture and `adminLectures.open` adminOpenLecture; a method that names its object keeps its name. */
function nameOf(operation) {
  const { operationId, tags: [tag = ''] = [] } = operation;
  if (typesOf(operation).includes(EVENT_STREAM)) return `follow${tag.split(' ').map(capital).join('')}`;
  const [group, method] = operationId.split('.');
  const [, admin = '', subject] = /^(admin)?(.+)$/.exec(group);
  const prefix = (name) => (admin ? `admin${capital(name)}` : name);
  if (OWN_NAMES[operationId]) return OWN_NAMES[operationId];
  if (method === 'list') return prefix(`list${capital(subject)}`);
  if (READ.includes(method)) return prefix(`get${capital(singular(subject))}`);
  if (VERBS.includes(method)) return prefix(`${method}${capital(singular(subject))}`);
  return prefix(/[A-Z]/.test(method) || method === subject ? method : `${subject}${capital(method)}`);
}

const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const singular = (name) => (/(?<!s)s$/.test(name) && name !== 'preferences' ? name.slice(0, -1) : name);

/** TypeScript of libs/client/src/enumerations.ts: the named enumerations, open to values of later releases. */
export function clientEnumerations({ components }) {
  return (
    Object.entries(components.schemas)
      .map(([name, schema]) => [name, schema['x-extensible-enum'] ?? schema.enum, schema.description])
      .filter(([, values]) => values)
      .map(([name, values, description = '']) => {
        const members = values.map((value) => `${JSON.stringify(value)}: ${JSON.stringify(value)}`).join(', ');
        return [
          `/** ${description.replaceAll('*/', '')} */`,
          `export const ${name} = { ${members} } as const;`,
          `export type ${name} = (typeof ${name})[keyof typeof ${name}] | (string & {});`,
        ].join('\n');
      })
      .join('\n\n') || 'export {};'
  );
}
