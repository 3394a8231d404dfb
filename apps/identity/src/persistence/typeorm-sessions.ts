import { Injectable } from '@nestjs/common';
import {
  Column,
  Entity,
  In,
  IsNull,
  LessThan,
  MoreThan,
  Not,
  PrimaryColumn,
  type EntityManager,
  type FindOptionsWhere,
} from 'typeorm';
import { affected, Database, exactlyOne, InstantColumn } from '#persistence';
import { Clock } from '#platform';
import { REPEATABLE_MS, type RefreshToken, type Session } from '../domain/session.js';
import { Sessions, type SessionDecision } from '../ports/sessions.js';
import { AccountRow, CredentialRow } from './typeorm-accounts.js';

@Entity('sessions')
export class SessionRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'account_id', type: 'char', length: 36 })
  accountId: string;

  @Column({ name: 'current_token', type: 'char', length: 64 })
  currentToken: string;

  @InstantColumn({ name: 'begun_at', nullable: true })
  begunAt: Date | null;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;

  @InstantColumn({ name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 255, nullable: true })
  userAgent: string | null;

  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column({ type: 'int' })
  version: number;
}

/** The digest of every refresh token that a session has had, so that a reused token is recognized. */
@Entity('refresh_tokens')
export class RefreshTokenRow {
  @PrimaryColumn({ type: 'char', length: 64 })
  token: string;

  @Column({ name: 'session_id', type: 'char', length: 36 })
  sessionId: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;

  @InstantColumn({ name: 'used_at', nullable: true })
  usedAt: Date | null;

  @Column({ name: 'successor_salt', type: 'char', length: 43, nullable: true })
  successorSalt: string | null;
}

@Injectable()
export class TypeormSessions extends Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  begin(passwordHash: string, open: (now: Date) => Session): Promise<Session | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const session = open(this.clock.now());
      const { accountId } = session;
      // Locks the password row: a transaction that replaces the password or disables the account waits, and ends this session.
      const locked = await manager.update(CredentialRow, { accountId, passwordHash }, { passwordHash });
      if (affected(locked) === 0 || !(await manager.existsBy(AccountRow, { id: accountId, disabled: IsNull() })))
        return undefined;
      await manager.insert(SessionRow, session);
      await insertToken(manager, session);
      return session;
    });
  }

  change<Decision extends SessionDecision>(
    digest: string,
    decide: (session: Session, token: RefreshToken, now: Date) => Decision,
  ): Promise<Decision | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const known = await manager.findOneBy(RefreshTokenRow, { token: digest });
      const session = known && (await manager.findOneBy(SessionRow, { id: known.sessionId }));
      if (session === null) return undefined;
      // Read after the session: a concurrent refresh may have changed it since the first read, and the token would look reused.
      const token = tokenOf(await manager.findOneByOrFail(RefreshTokenRow, { token: digest }));
      const decision = decide({ ...session }, token, this.clock.now());
      await store(manager, session, token, decision);
      return decision;
    });
  }

  list(accountId: string, limit: number, before?: string): Promise<Session[]> {
    const expiresAt = MoreThan(this.clock.now());
    const id = before === undefined ? {} : { id: LessThan(before) };
    const where = { accountId, revokedAt: IsNull(), expiresAt, ...id };
    return this.database.reader.find(SessionRow, { where, order: { id: 'DESC' }, take: limit });
  }

  end(accountId: string, id: string): Promise<boolean> {
    return this.database.transaction(async ({ manager }) => {
      await this.revoke(manager, { accountId, id });
      return manager.existsBy(SessionRow, { accountId, id });
    });
  }

  async endAll(accountId: string, kept?: string): Promise<void> {
    const others = kept === undefined ? {} : { id: Not(kept) };
    await this.database.transaction(({ manager }) => this.revoke(manager, { accountId, ...others }));
  }

  // The version changes, too, so that a concurrent refresh is repeated and finds the session ended.
  private revoke(manager: EntityManager, which: FindOptionsWhere<SessionRow>) {
    const ended = { revokedAt: this.clock.now(), version: () => 'version + 1' };
    return manager.update(SessionRow, { ...which, revokedAt: IsNull() }, ended);
  }

  async deleteEndedBefore(instant: Date, limit: number): Promise<number> {
    const expired = { expiresAt: LessThan(instant) };
    const ended = await this.database.reader.find(SessionRow, {
      select: { id: true },
      where: [expired, { revokedAt: LessThan(instant) }],
      take: limit,
    });
    const old = await this.database.reader.find(RefreshTokenRow, {
      select: { token: true },
      where: expired,
      take: limit,
    });
    const ids = ended.map((session) => session.id);
    return this.database.transaction(async ({ manager }) => {
      if (old.length > 0) await manager.delete(RefreshTokenRow, { token: In(old.map((row) => row.token)) });
      if (ids.length === 0) return old.length;
      await manager.delete(RefreshTokenRow, { sessionId: In(ids) });
      return Math.max(old.length, affected(await manager.delete(SessionRow, { id: In(ids) })));
    });
  }
}

async function store(
  manager: EntityManager,
  before: SessionRow,
  presented: RefreshToken,
  { session: after, token = presented }: SessionDecision,
): Promise<void> {
  if (after.version === before.version) return;
  const { id, version } = before;
  exactlyOne(await manager.update(SessionRow, { id, version }, after), `session ${id}`);
  if (after.currentToken === before.currentToken) return;
  const { digest, usedAt, successorSalt } = token;
  exactlyOne(await manager.update(RefreshTokenRow, { token: digest }, { usedAt, successorSalt }), `a token of ${id}`);
  await insertToken(manager, after);
  await forgetOldSalts(manager, id, usedAt!);
}

// Once the salt is deleted, the successor cannot be derived from a used token and a copy of the store.
const forgetOldSalts = (manager: EntityManager, sessionId: string, now: Date) =>
  manager.update(
    RefreshTokenRow,
    { sessionId, usedAt: LessThan(new Date(now.getTime() - REPEATABLE_MS)), successorSalt: Not(IsNull()) },
    { successorSalt: null },
  );

const insertToken = (manager: EntityManager, { id, currentToken, expiresAt }: Session) =>
  manager.insert(RefreshTokenRow, {
    token: currentToken,
    sessionId: id,
    expiresAt,
    usedAt: null,
    successorSalt: null,
  });

const tokenOf = ({ token, usedAt, successorSalt }: RefreshTokenRow): RefreshToken => ({
  digest: token,
  usedAt,
  successorSalt,
});
