// The layout of the house as rules; each says why. tests/architecture shows that each of them can fail.

const NOT_SHIPPED = '[.](spec|contract)[.]ts$|/test/|^tests/|^libs/testing/';
const LIBS_BELOW = {
  contracts: [],
  persistence: ['contracts'],
  platform: ['contracts', 'persistence'],
  resilience: ['contracts', 'platform'],
  messaging: ['contracts', 'persistence', 'platform'],
};

/** `$1` is the app that `from` captured. */
const ownFolder = (...folders) => `^apps/$1/src/(${folders.join('|')})/`;
const ownFile = (...names) => `^apps/$1/src/(${names.join('|')})[.]ts$`;

/** What turns a request, an event or the clock into a command or query. */
const INBOUND = '((http|rpc|grpc|policies)/|(policies|jobs)[.]ts$)';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    rule(
      'domain-is-pure',
      'A decision that sees only its own folder and the contracts can be read, tested and trusted without Nest, a store or a clock.',
      { path: '^apps/([^/]+)/src/domain/', pathNot: NOT_SHIPPED },
      { pathNot: [ownFolder('domain'), '^libs/contracts/src/index[.]ts$'] },
    ),
    rule(
      'invariants-are-pure',
      'An invariant checks rows that are passed in, independent of their source, so that tests can pass rows that violate it.',
      { path: '^apps/([^/]+)/src/invariants/', pathNot: NOT_SHIPPED },
      { pathNot: [ownFolder('invariants'), '^libs/contracts/src/index[.]ts$'] },
    ),
    rule(
      'use-cases-see-domain-and-ports',
      'A use case is independent of technology: it imports the domain, ports, settings, metrics and libs, never an adapter.',
      { path: '^apps/([^/]+)/src/use-cases/', pathNot: NOT_SHIPPED },
      { path: '^apps/', pathNot: [ownFolder('domain', 'use-cases', 'ports'), ownFile('settings', 'metrics')] },
    ),
    rule(
      'ports-see-domain-only',
      'A port is what use cases need, in terms of the domain: one that imports a use case or an adapter is part of it.',
      { path: '^apps/([^/]+)/src/ports/', pathNot: NOT_SHIPPED },
      { path: '^apps/', pathNot: [ownFolder('domain', 'ports')] },
    ),
    rule(
      'use-cases-know-no-technology',
      'Besides Nest and its command bus, a use case or port imports no package: drivers, HTTP and ORM belong to adapters.',
      { path: '^apps/[^/]+/src/(use-cases|ports)/', pathNot: NOT_SHIPPED },
      {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: ['(^|/)@nestjs/(common|cqrs)(/|$)', '(^|/)rxjs(/|$)', '(^|/)async-mutex(/|$)'],
      },
    ),
    rule(
      'only-outbound-adapters-see-the-store-library',
      'Transactions and rows belong to the adapters in persistence/ and its like; a use case that opens one has lost its port.',
      { path: '^apps/[^/]+/src/((use-cases|ports|http|policies)/|(policies|jobs)[.]ts$)', pathNot: NOT_SHIPPED },
      { path: '^libs/persistence/' },
    ),
    rule(
      'inbound-never-touches-outbound',
      'HTTP, RPC and policies turn what arrives into a command; stores and other systems are reached through use cases only.',
      { path: `^apps/([^/]+)/src/${INBOUND}`, pathNot: NOT_SHIPPED },
      {
        path: '^apps/',
        pathNot: [ownFolder('domain', 'use-cases', 'ports', 'http', 'rpc', 'grpc', 'policies'), ownFile('settings')],
      },
    ),
    rule(
      'inbound-calls-no-port',
      'A controller, policy or job that calls a store has skipped the use case; it may import only the types of a port.',
      { path: `^apps/([^/]+)/src/${INBOUND}`, pathNot: NOT_SHIPPED },
      { path: ownFolder('ports'), dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'outbound-never-touches-inbound',
      'A store or a provider that knows a controller cannot be exchanged.',
      {
        path: '^apps/([^/]+)/src/(?!domain/|use-cases/|ports/|http/|rpc/|grpc/|policies/)[^/]+/',
        pathNot: NOT_SHIPPED,
      },
      { path: `^apps/$1/src/${INBOUND}` },
    ),
    rule(
      'nothing-reaches-up-to-the-composition-root',
      'The module binds everything; what it binds does not import it.',
      { path: '^apps/([^/]+)/src/[^/]+/', pathNot: NOT_SHIPPED },
      { path: '^apps/$1/src/([^/]+[.]module|main)[.]ts$' },
    ),
    rule(
      'apps-are-islands',
      'Services talk by events and RPC, in one process as on many machines: an import would tie their releases together.',
      { path: '^apps/([^/]+)/', pathNot: ['^apps/standalone/', NOT_SHIPPED] },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'standalone-composes-root-modules-only',
      'The embedded mode runs the same services: it may start them, not look inside.',
      { path: '^apps/standalone/', pathNot: NOT_SHIPPED },
      { path: '^apps/', pathNot: ['^apps/standalone/', '^apps/([^/]+)/src/([^/]+[.]module|settings)[.]ts$'] },
    ),
    rule('libs-know-no-app', 'A lib that knows an app is a part of that app.', { path: '^libs/' }, { path: '^apps/' }),
    rule(
      'contracts-import-only-the-schema-library',
      'A browser, a generator or another team that reads the contracts must not need our runtime: only the schema library and pure validators.',
      { path: '^libs/contracts/', pathNot: NOT_SHIPPED },
      { pathNot: ['^libs/contracts/', '(^|/)(zod|validator)(/|$)', '(^|/)@types/validator/'] },
    ),
    rule(
      'client-stands-alone',
      'The client is a published package, also for browsers, and must not depend on other code.',
      { path: '^libs/client/', pathNot: NOT_SHIPPED },
      { pathNot: ['^libs/client/'] },
    ),
    rule(
      'services-do-not-speak-as-clients',
      'Services talk by events and RPC; the client is what others have, and what tests and pages use.',
      { path: '^(apps|libs)/', pathNot: [NOT_SHIPPED, '^libs/client/', '^apps/web/'] },
      { path: '^libs/client/' },
    ),
    ...Object.entries(LIBS_BELOW).map(([lib, below]) =>
      rule(
        `${lib}-stands-on-its-layer`,
        `The libs are layers: ${lib} sees ${below.length > 0 ? below.join(', ') : 'no other lib'}, so that none needs all the others.`,
        { path: `^libs/${lib}/`, pathNot: NOT_SHIPPED },
        { path: '^libs/', pathNot: `^libs/(${[lib, ...below].join('|')})/` },
      ),
    ),
    rule(
      'libs-are-entered-by-their-index',
      'What the index does not export may change without asking anybody.',
      { path: '^(apps|libs|tests)/([^/]+)/' },
      {
        path: '^libs/',
        pathNot: [
          '^libs/[^/]+/src/index[.]ts$',
          '^libs/testing/src/fixtures[.]ts$',
          '^libs/persistence/src/files/index[.]ts$',
          '^$1/$2/',
        ],
      },
    ),
    rule(
      'testing-stays-in-tests',
      'Stand-ins and fixtures must not run where a user runs.',
      { pathNot: NOT_SHIPPED },
      { path: `^libs/testing/|^tests/|[.](spec|contract)[.]ts$` },
    ),
    rule(
      'pages-speak-as-clients',
      'A page is a client like any other: what it needs of the server is in the client, the contracts and the public API.',
      { path: '^apps/web/', pathNot: NOT_SHIPPED },
      { path: '^(apps|libs)/', pathNot: '^(apps/web|libs/client|libs/contracts)/' },
    ),
    rule(
      'no-cycles',
      'Parts that need each other are one part; an ES module cycle also gives undefined classes to Nest.',
      {},
      { circular: true },
    ),
    rule(
      'no-orphans',
      'A file without importers is dead code: delete it or import it.',
      {
        orphan: true,
        path: '^(apps|libs)/',
        pathNot: [NOT_SHIPPED, '/main[.]tsx?$', '^libs/[^/]+/src/index[.]ts$', '^apps/web/src/messages/'],
      },
      {},
    ),
    rule(
      'no-test-tools-in-production',
      'The image is installed without devDependencies: an import of one works here and fails there.',
      // The pages are bundled by the build.
      { path: '^(apps|libs)/', pathNot: [NOT_SHIPPED, '^apps/web/'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-unknown-packages',
      'What package.json does not list arrives by accident and leaves by accident.',
      {},
      // Its package.json has the condition `source`, with files that it does not publish.
      { couldNotResolve: true, pathNot: '^react-aria-components$' },
    ),
    rule(
      'no-unlisted-packages',
      'What package.json does not list arrives by accident and leaves by accident.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
