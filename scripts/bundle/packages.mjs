import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that are not bundled, nor what they use, and why. */
const OUTSIDE = {
  libsql: 'machine code',
  '@node-rs/argon2': 'machine code',
  pino: 'starts a worker from a file of its own',
  'pino-pretty': 'is loaded by that worker',
  'swagger-ui-dist': 'is files to serve',
  '@grpc/grpc-js': 'Nest loads it by require()',
  '@grpc/proto-loader': 'Nest loads it by require()',
  amqplib: 'Nest loads it by require()',
  'amqp-connection-manager': 'Nest loads it by require()',
  cockatiel: 'the guards of tests/faults reach into it',
  'reflect-metadata': 'must run before everything else',
};

/** The packages of the lock file. */
export class Packages {
  /** @param locked `packages` of package-lock.json, by path */
  constructor(locked) {
    this.locked = locked;
    // With what they use: else a process would hold two copies, and what one made would be foreign to the other.
    this.outside = new Set();
    for (const name of Object.keys(OUTSIDE)) this.leaveOutside(name);
  }

  static of(root) {
    return new Packages(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  }

  staysOutside(specifier) {
    return this.outside.has(packageOf(specifier));
  }

  /** Whether a file is of a package that `npm ci --omit=dev` installs. */
  isForProduction(file) {
    const entry = this.locked[placeOf(file)];
    return Boolean(entry && !entry.dev && !entry.devOptional);
  }

  /** Whether the built code, too, finds this copy of the package, and no other version of it. */
  isTheCommonCopy(file, specifier) {
    return placeOf(file) === `node_modules/${packageOf(specifier)}`;
  }

  versionOf(name) {
    return this.locked[`node_modules/${name}`].version;
  }

  leaveOutside(name) {
    if (this.outside.has(name)) return;
    this.outside.add(name);
    const { dependencies = {} } = this.locked[`node_modules/${name}`] ?? {};
    Object.keys(dependencies).forEach((used) => this.leaveOutside(used));
  }
}

/** `@nestjs/common/internal` → `@nestjs/common` */
export const packageOf = (specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)[0];

/** `/srv/node_modules/a/node_modules/b/index.js` → `node_modules/a/node_modules/b`, its key in the lock file. */
const placeOf = (file) =>
  /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0];
