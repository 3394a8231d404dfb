const SECRET_OR_PERSONAL = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'email',
  'name',
];

/** Fields whose values never reach a log line, at the top and up to two levels down. */
export const redacted = {
  paths: SECRET_OR_PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  censor: '[redacted]',
};
