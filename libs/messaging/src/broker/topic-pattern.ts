const PATTERN = /^(#|(\*|[a-z0-9-]+)(\.(\*|[a-z0-9-]+))*(\.#)?)$/;

/**
 * A test for routing keys: `*` stands for exactly one word, a trailing `#` for none or more.
 * @throws TypeError on a `#` elsewhere, which some consumers' dispatchers do not understand
 */
export function topicPattern(pattern: string): (routingKey: string) => boolean {
  if (!PATTERN.test(pattern)) throw new TypeError(`${pattern} is not a topic pattern with at most one, trailing #`);
  const open = pattern === '#' || pattern.endsWith('.#');
  const words = pattern.split('.').slice(0, open ? -1 : undefined);
  return (routingKey) => {
    const given = routingKey.split('.');
    const longEnough = open ? given.length >= words.length : given.length === words.length;
    return longEnough && words.every((word, index) => word === '*' || word === given[index]);
  };
}
