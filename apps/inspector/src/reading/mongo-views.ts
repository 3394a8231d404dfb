import { type Collection, type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import type { Shown } from '../invariants/records.js';
import { InspectionError, type Range } from './store.js';
import { Views } from './views.js';

const options: MongoClientOptions = {
  appName: 'sugang-inspector',
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  socketTimeoutMS: 60_000,
  readConcernLevel: 'majority',
};

type PartDocument = Shown<unknown> & { _id: string };

export class MongoViews extends Views {
  readonly registrations = this.parts('registrations', '_id');
  readonly paymentsOf = this.parts('payments', 'registrationKey');
  readonly lectures = this.parts('lectures', '_id');
  readonly accounts = this.parts('accounts', '_id');

  private constructor(
    private readonly client: MongoClient,
    private readonly db: Db,
    private readonly generation: number,
  ) {
    super();
  }

  /** @throws InspectionError when the server cannot be reached, or My Page has never run there */
  static async open(url: string): Promise<MongoViews> {
    const client = new MongoClient(url, options);
    const named = client.options.dbName !== 'test' || /\/test(\?|$)/.test(url);
    const db = client.db(named ? client.options.dbName : 'sugang_mypage');
    try {
      const plans: Collection<{ _id: string; active: number }> = db.collection('generations');
      const plan = await plans.findOne({ _id: 'views' });
      if (!plan) throw new Error(`My Page has never run on the database ${db.databaseName}`);
      return new MongoViews(client, db, plan.active);
    } catch (error) {
      await client.close();
      throw new InspectionError(`the views cannot be read: ${(error as Error).message}`, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private parts(collection: string, key: string) {
    return async <State>({ after, upTo }: Range): Promise<Shown<State>[]> => {
      const range = { $gt: `${this.generation}:${after}`, $lte: `${this.generation}:${upTo}` };
      const found = await this.db
        .collection<PartDocument>(collection)
        .find({ [key]: range })
        .toArray();
      return found.map(({ id, sequence, state }) => ({ id, sequence, state: state as State }));
    };
  }
}
