import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type RosterCsvQuery } from '#contracts';
import { Clock, FingerprintKey } from '#platform';
import type { Actor } from '../domain/teaching.js';
import { RosterAccess } from './show-roster.js';

type File = Partial<RosterCsvQuery>;

interface Claims extends File {
  expiresAt: number;
}

/** Signs with a key derived from the fingerprint key, which all replicas share and which can be rotated. */
@Injectable()
export class RosterLinks {
  constructor(
    private readonly key: FingerprintKey,
    private readonly clock: Clock,
  ) {}

  async tokenOf(lectureId: string, claims: Claims): Promise<string> {
    const content = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${content}.${signatureOf(await this.key.value(), lectureId, content).toString('base64url')}`;
  }

  /** @throws LINK_INVALID */
  async claimsOf(lectureId: string, token: string): Promise<Claims> {
    const [content = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const keys = [await this.key.value(), this.key.previous].filter((key) => key !== undefined);
    const isSigned = keys.some((key) => {
      const expected = signatureOf(key, lectureId, content);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    if (!isSigned) throw new Rejection('LINK_INVALID');
    const claims = JSON.parse(Buffer.from(content, 'base64url').toString()) as Claims;
    if (claims.expiresAt <= this.clock.now().getTime()) throw new Rejection('LINK_INVALID');
    return claims;
  }
}

function signatureOf(key: Buffer, lectureId: string, content: string): Buffer {
  const ownKey = Buffer.from(hkdfSync('sha256', key, '', 'sugang roster link', 32));
  return createHmac('sha256', ownKey).update(`${lectureId}.${content}`).digest();
}

export class LinkToRoster extends Query<{ token: string; expiresAt: string }> {
  constructor(
    readonly actor: Actor,
    readonly lectureId: string,
    readonly seconds: number,
    readonly file: File = {},
  ) {
    super();
  }
}

@QueryHandler(LinkToRoster)
export class LinkToRosterHandler implements IQueryHandler<LinkToRoster> {
  constructor(
    private readonly lectures: RosterAccess,
    private readonly links: RosterLinks,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, lectureId, seconds, file }: LinkToRoster): Promise<{ token: string; expiresAt: string }> {
    await this.lectures.requireOwnership(actor, lectureId);
    const expiresAt = this.clock.now().getTime() + seconds * 1_000;
    const token = await this.links.tokenOf(lectureId, { ...file, expiresAt });
    return { token, expiresAt: new Date(expiresAt).toISOString() };
  }
}
