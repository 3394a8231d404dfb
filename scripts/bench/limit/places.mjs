import { services } from '#contracts';
import { queueNames } from '#messaging';
import { randomBytes } from 'node:crypto';
import amqp from 'amqplib';
import mysql from 'mysql2/promise';
import { requiredServices } from './services.mjs';

const SCHEMAS = [...requiredServices, 'provider', 'bare', 'gathered'];
const CONSUMERS = requiredServices.flatMap((name) => services[name].consumers);
const BARE_QUEUES = ['bare', 'gathered'].flatMap((name) =>
  ['lecture', 'mypage', 'registration', 'rpc'].map((queue) => `${name}.${queue}`),
);

/** Schemas and queues of this one run, on servers that others may be using; nothing of them stays. */
export class Places {
  id = `bench${randomBytes(4).toString('hex')}`;

  constructor(servers) {
    this.server = servers.DATABASE_URL.replace(/^mariadb:/, 'mysql:');
    this.broker = servers.BROKER_URL;
  }

  schema(service) {
    return `sugang_${this.id}_${service}`;
  }

  databaseUrl(service) {
    const url = new URL(this.server);
    url.pathname = `/${this.schema(service)}`;
    return url.toString();
  }

  brokerUrl() {
    return `${this.broker}?namespace=${this.id}`;
  }

  queue(name) {
    return `${this.id}.${name}`;
  }

  /** One connection that may read every schema of the run. */
  open() {
    return mysql.createConnection({ uri: this.server, multipleStatements: true });
  }

  async forget() {
    const connection = await this.open();
    for (const name of SCHEMAS) await connection.query(`DROP DATABASE IF EXISTS ${this.schema(name)}`);
    await connection.end();
    const broker = await amqp.connect(this.broker);
    const channel = await broker.createChannel();
    for (const consumer of CONSUMERS) {
      for (const queue of queueNames(consumer, this.id).all) await channel.deleteQueue(queue);
    }
    for (const queue of ['sugang.payment.rpc', ...BARE_QUEUES]) await channel.deleteQueue(this.queue(queue));
    for (const exchange of ['sugang.events', 'bare.events', 'gathered.events'])
      await channel.deleteExchange(this.queue(exchange));
    await broker.close();
  }
}
