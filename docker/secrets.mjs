// Prints random secrets for docker/compose.yaml: node docker/secrets.mjs > docker/.env
import { randomBytes } from 'node:crypto';

const passwords = [
  'MYSQL_ROOT_PASSWORD',
  'MONGODB_ROOT_PASSWORD',
  'RABBITMQ_PASSWORD',
  ...['IDENTITY', 'LECTURE', 'REGISTRATION', 'PAYMENT', 'NOTIFICATION', 'MYPAGE'].map((name) => `${name}_DB_PASSWORD`),
  'SUGANG_ADMIN_PASSWORD',
];
const keys = ['SUGANG_IDENTITY_KEY', 'SUGANG_PAYMENT_TOKEN_KEY'];

for (const name of passwords) console.log(`${name}=${randomBytes(24).toString('hex')}`);
for (const name of keys) console.log(`${name}=${randomBytes(32).toString('base64')}`);
console.log('SUGANG_ADMIN_EMAIL=admin@example.org');
