import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#persistence';

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

/** Every refresh token a session ever had, by its hash, so that a used one is recognised. */
@Entity('refresh_tokens')
export class RefreshTokenRow {
  @PrimaryColumn({ type: 'char', length: 64 })
  token: string;

  @Column({ name: 'session_id', type: 'char', length: 36 })
  sessionId: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;
}
