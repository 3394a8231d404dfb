/** Every setting rejects this value, and its error message describes the accepted values. */
const NONSENSE = '\u0000';

/** Each setting of a schema: what it accepts, its default, what it is for, and whether it may hold a secret. */
export const describedSettings = (schema) =>
  Object.entries(schema.shape).map(([name, setting]) => {
    const { description, secret = false } = setting.meta() ?? {};
    if (!description) throw new Error(`${name} has no description: describe it with .describe(…) what it is for`);
    return { name, accepts: acceptedBy(setting), defaultValue: defaultOf(setting), description, secret };
  });

function acceptedBy(setting) {
  const read = setting.safeParse(NONSENSE);
  if (read.success) return 'text';
  const [issue] = read.error.issues;
  const words = issue.code === 'invalid_value' ? issue.values.map((value) => `\`${value}\``).join(', ') : issue.message;
  return words.replace(/^must be /, '');
}

/** The default as written in the environment; undefined where there is none. */
function defaultOf({ def }) {
  if (def.type !== 'default' && def.type !== 'prefault') return undefined;
  const { defaultValue } = def;
  if (typeof defaultValue === 'object')
    throw new Error('a default must be written as in the environment: .prefault(…)');
  return String(defaultValue);
}
