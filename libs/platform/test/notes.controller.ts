import { Body, Controller, Get, Param, Patch, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { Id, Limit, page, Rejection, text, type ProblemCode } from '#contracts';
import { Database, StoreUnavailable, VersionConflict } from '#persistence';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  EVENT_STREAM,
  Idempotent,
  IdempotencyTicket,
  Ids,
  Log,
  Public,
  RequestHeader,
  RequestKey,
  Roles,
  type CallingAccount,
  type HttpAnswer,
} from '#platform';
import { NEVER, type Observable } from 'rxjs';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';

export const Note = z
  .object({ id: Id, text: z.string(), tags: z.array(z.string()).default([]) })
  .meta({ id: 'Note', example: { id: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01', text: 'Graphs on Monday', tags: [] } });
export const WriteNote = z
  .strictObject({ text: text(1, 100), tags: z.array(z.string().max(10)).optional() })
  .meta({ id: 'WriteNote', example: { text: 'Graphs on Monday' } });
const NotesQuery = z.strictObject({ q: text(1, 20).optional(), limit: Limit });
const IfMatch = z
  .string()
  .regex(/^"\d+"$/)
  .optional()
  .meta({ description: 'The ETag of the note to change.' });

@Entity('note')
export class NoteRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ type: 'varchar', length: 100 })
  text: string;
}

/** What the test watches: how often handlers ran, and a gate at which they may be made to wait. */
export class Desk {
  writes = 0;
  wait: Promise<void> = Promise.resolve();
}

@Controller('api/v1/notes')
export class NotesController {
  constructor(
    private readonly database: Database,
    private readonly ids: Ids,
    private readonly desk: Desk,
    private readonly log: Log,
  ) {}

  @Get()
  @Public()
  @ApiAnswer(200, page('NotePage', Note), { description: 'The notes.' })
  list(@Query({ schema: NotesQuery }) query: z.output<typeof NotesQuery>): unknown {
    return { items: [], next: null, query };
  }

  @Sse('stream')
  @Roles('student')
  @ApiAnswer(200, Note, { type: EVENT_STREAM, description: 'The notes as they change.' })
  stream(): Observable<MessageEvent> {
    return NEVER;
  }

  @Get('mine')
  mine(@CurrentAccount() account: CallingAccount): CallingAccount {
    return account;
  }

  @Get(':id')
  @Public()
  @ApiAnswer(200, Note, { description: 'The note.' })
  show(@Param('id', { schema: Id }) id: string): unknown {
    this.log.info('a note is shown', { id, email: 'mina@sugang.dev' });
    return { id, text: 'Graphs on Monday', tags: [] };
  }

  @Post()
  @Roles('student')
  @Idempotent()
  @ApiAnswer(201, Note, { description: 'The note is written.', headers: { Location: 'Where it is.' } })
  @ApiProblems('LECTURE_FULL', 'PAYMENT_DECLINED', 'WEAK_PASSWORD')
  async write(
    @Body({ schema: WriteNote }) body: z.output<typeof WriteNote>,
    @RequestKey() ticket: IdempotencyTicket | undefined,
    @CurrentAccount() account: CallingAccount,
  ): Promise<HttpAnswer> {
    this.desk.writes += 1;
    await this.desk.wait;
    if (ticket?.resourceId) return this.written(ticket.resourceId, body.text);
    refuse(body.text);
    const id = this.ids.next();
    await this.database.transaction(async ({ manager }) => {
      await ticket?.attachResource(id);
      await manager.insert(NoteRow, { id, text: body.text });
    });
    if (body.text === 'fails after writing') throw new Error(`of ${account.id}`);
    if (body.text === 'later') return answer(202, { id, text: body.text, tags: [] }, { 'retry-after': '2' });
    return this.written(id, body.text);
  }

  @Post(':id/pin')
  @Roles('student', 'instructor')
  @Idempotent({ required: true })
  pin(@Param('id', { schema: Id }) id: string): { id: string } {
    return { id };
  }

  @Patch(':id')
  @Roles('instructor')
  change(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WriteNote.partial() }) body: object,
    @RequestHeader('If-Match', { schema: IfMatch }) match?: string,
  ): unknown {
    return { id, body, match: match ?? null };
  }

  private written(id: string, words: string): HttpAnswer {
    return answer(201, { id, text: words, tags: [] }, { location: `/api/v1/notes/${id}` });
  }
}

const errors: Record<string, () => Error> = {
  full: () => new Rejection('LECTURE_FULL', { detail: 'The desk is full.', deskId: 'window' }),
  unpaid: () => new Rejection('PAYMENT_DECLINED'),
  weak: () => new Rejection('WEAK_PASSWORD'),
  gone: () => new Rejection('NOT_FOUND'),
  unlisted: () => new Rejection('UNLISTED' as ProblemCode),
  store: () => new StoreUnavailable('no route to 10.0.0.7'),
  contention: () => new VersionConflict('the desk'),
  boom: () => new Error('secret detail'),
};

function refuse(words: string): void {
  const error = errors[words]?.();
  if (error) throw error;
}
