const PATTERN = /^(#|(\*|[a-z0-9-]+)(\.(\*|[a-z0-9-]+))*(\.#)?)$/;

/**
 * A predicate on routing keys: `*` stands for exactly one word, a trailing `#` for any number of words.
 * @throws TypeError on a `#` elsewhere
 */
export function topicPattern(pattern: string): (routingKey: string) => boolean {
  if (!PATTERN.test(pattern)) throw new TypeError(`${pattern} is not a topic pattern with at most one, trailing #`);
  const open = pattern === '#' || pattern.endsWith('.#');
  const expected = pattern.split('.').slice(0, open ? -1 : undefined);
  return (routingKey) => {
    const words = routingKey.split('.');
    const lengthMatches = open ? words.length >= expected.length : words.length === expected.length;
    return lengthMatches && expected.every((word, index) => word === '*' || word === words[index]);
  };
}
