/** The rows of a registration that the bare script writes, without columns that do not affect its time. */
export const BARE_TABLES = [
  'request (id char(36) PRIMARY KEY, registration_id char(36) NOT NULL, answer varchar(2000) NOT NULL)',
  `registration (id char(36) PRIMARY KEY, lecture_id char(36) NOT NULL, student_id char(36) NOT NULL,
     status varchar(20) NOT NULL, payment_id char(36) NOT NULL, UNIQUE KEY live (student_id, lecture_id))`,
  'seat (id char(36) PRIMARY KEY, capacity int NOT NULL, held int NOT NULL, taken int NOT NULL)',
  'payments_of (id char(36) PRIMARY KEY, version int NOT NULL)',
  'payment (id char(36) PRIMARY KEY, registration_id char(36) NOT NULL, status varchar(10) NOT NULL)',
  'provider (id char(36) PRIMARY KEY, state varchar(10) NOT NULL)',
  'outbox (id char(36) PRIMARY KEY, body mediumtext NOT NULL, sent int NOT NULL)',
  'inbox (consumer varchar(20) NOT NULL, id char(36) NOT NULL, PRIMARY KEY (consumer, id))',
  'effect (consumer varchar(20) NOT NULL, id char(36) NOT NULL, body mediumtext NOT NULL, PRIMARY KEY (consumer, id))',
];
