/** Where everything is that an invariant speaks of; the addresses are those that the services themselves are given. */
export interface Addresses {
  /** `DATABASE_URL` of each service: `sqlite:`, or a MySQL address; without a schema it is `sugang_<service>`. */
  databases: Record<'registration' | 'payment' | 'lecture' | 'identity', string> & {
    /** Left out, or not there: nobody sends notifications. */
    notification?: string;
  };
  /** `VIEWS_URL` of My Page: `sqlite:` or `mongodb://…`. */
  views: string;
  /** `BROKER_URL`: `in-process:`, or `amqp://…`, with its namespace where there is one. */
  broker: string;
  /** `SUGANG_DATA_DIR`: the directory of the files. */
  dataDir: string;
}
