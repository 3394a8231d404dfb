import { Client } from '../../support/client.js';

/** A student of the lab: every request is in its history, an answer that does not come within 30 s is an unknown one (status 0). */
export abstract class Student extends Client {
  declare readonly id: string;
  declare readonly token: string;
}
