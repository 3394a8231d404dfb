/** The page: one row per event and consumer; an event that nobody consumes says so. */
export function pageOf(catalog, policies, others) {
  const unknown = policies.flatMap(({ path, events }) =>
    events.filter((name) => !catalog.some((event) => event.name === name)).map((name) => `${path}: ${name}`),
  );
  if (unknown.length > 0) throw new Error(`not in the catalog: ${unknown.join(', ')}`);
  return `# Event map

Who hears of what. Written by \`npm run docs:event-map\` from the catalog (\`libs/contracts/src/events/catalog.ts\`) and the
\`@Whenever\` of every policy (\`apps/*/src/policies\`); CI fails when it is stale. The routing key of an event is its name and \`.v1\`.
«Again» says what a policy does when an owner re-emits its states for a resync: a copy applies them, an effect ignores them.

${publishers(catalog)
  .map((service) => section(service, catalog, policies))
  .join('\n\n')}

## By consumer

${[...new Set(policies.map(({ service }) => service))]
  .map(
    (service) =>
      `- ${service}: ${policies
        .filter((each) => each.service === service)
        .map(({ path }) => linkTo(path))
        .join(', ')}`,
  )
  .join('\n')}

${others.length > 0 ? `Beside events of the catalog, these react to messages of resync: ${others.map(linkTo).join(', ')}.` : ''}

${[...policies.map(({ path }) => path), ...others].map((path) => `[${nameOf(path)}]: ../${path}`).join('\n')}
`;
}

const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
const linkTo = (path) => `[${nameOf(path)}]`;

const publishers = (catalog) => [...new Set(catalog.map((event) => event.publishedBy))];

function section(service, catalog, policies) {
  const rows = catalog.filter((event) => event.publishedBy === service).flatMap((event) => rowsOf(event, policies));
  return `## Published by ${service}

| event | carries | consumer | policy | again |
|---|---|---|---|---|
${rows.join('\n')}`;
}

function rowsOf({ name, carries }, policies) {
  const head = `| \`${name}\` | ${carries} |`;
  const reactions = policies.filter(({ events }) => events.includes(name));
  if (reactions.length === 0) return [`${head} nobody yet | – | – |`];
  return reactions.map(
    ({ service, path, resync }, n) => `${n === 0 ? head : '| | |'} ${service} | ${linkTo(path)} | ${resync} |`,
  );
}
