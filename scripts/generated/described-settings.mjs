/** No setting takes this, and each says why: so the words for what it takes are its own. */
const NONSENSE = '\u0000';

/** Each setting of a schema: what it takes, its default, what it is for, and whether it may hold a secret. */
export const describedSettings = (schema) =>
  Object.entries(schema.shape).map(([name, setting]) => {
    const { description, secret = false } = setting.meta() ?? {};
    if (!description) throw new Error(`${name} has no description: say with .describe(…) what it is for`);
    return { name, takes: takenBy(setting), otherwise: defaultOf(setting), description, secret };
  });

function takenBy(setting) {
  const read = setting.safeParse(NONSENSE);
  if (read.success) return 'text';
  const [issue] = read.error.issues;
  const words = issue.code === 'invalid_value' ? issue.values.map((value) => `\`${value}\``).join(', ') : issue.message;
  return words.replace(/^must be /, '');
}

/** The default as one would write it into the environment; undefined where there is none. */
function defaultOf({ def }) {
  if (def.type !== 'default' && def.type !== 'prefault') return undefined;
  const { defaultValue } = def;
  if (typeof defaultValue === 'object')
    throw new Error('a default is to be written as in the environment: .prefault(…)');
  return String(defaultValue);
}
