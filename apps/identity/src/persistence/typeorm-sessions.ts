import { Injectable } from '@nestjs/common';
import { Column, Entity, In, LessThan, PrimaryColumn, type EntityManager } from 'typeorm';
import { affected, Database, exactlyOne, InstantColumn } from '#persistence';
import type { Session } from '../domain/session.js';
import { Sessions } from '../ports/sessions.js';

@Entity('sessions')
export class SessionRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'account_id', type: 'char', length: 36 })
  accountId: string;

  @Column({ name: 'current_token', type: 'char', length: 64 })
  currentToken: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;

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
}

@Injectable()
export class TypeormSessions extends Sessions {
  constructor(private readonly database: Database) {
    super();
  }

  begin(session: Session): Promise<void> {
    return this.database.transaction(async ({ manager }) => {
      await manager.insert(SessionRow, session);
      await insertToken(manager, session);
    });
  }

  change<Decision extends { session: Session }>(
    token: string,
    decide: (session: Session) => Decision,
  ): Promise<Decision | undefined> {
    return this.database.transaction(async ({ manager }) => {
      const known = await manager.findOneBy(RefreshTokenRow, { token });
      const session = known && (await manager.findOneBy(SessionRow, { id: known.sessionId }));
      if (session === null) return undefined;
      const decision = decide({ ...session });
      await store(manager, session, decision.session);
      return decision;
    });
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

async function store(manager: EntityManager, before: SessionRow, after: Session): Promise<void> {
  if (after.version === before.version) return;
  const { id, version } = before;
  exactlyOne(await manager.update(SessionRow, { id, version }, after), `session ${id}`);
  if (after.currentToken !== before.currentToken) await insertToken(manager, after);
}

const insertToken = (manager: EntityManager, { id, currentToken, expiresAt }: Session) =>
  manager.insert(RefreshTokenRow, { token: currentToken, sessionId: id, expiresAt });
