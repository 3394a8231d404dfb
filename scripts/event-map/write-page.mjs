/** The page: one row per event and consumer; an event that nobody consumes says so. */
export function pageOf(catalog, policies) {
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

| service | policy | whenever |
|---|---|---|
${policies.map(({ service, policy, path, events }) => `| ${service} | [${policy}](../${path}) | ${events.join(', ')} |`).join('\n')}
`;
}

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
  return reactions.map(({ service, path, resync }, n) => {
    const link = `[${path.slice(path.lastIndexOf('/') + 1, -3)}](../${path})`;
    return `${n === 0 ? head : '| | |'} ${service} | ${link} | ${resync} |`;
  });
}
