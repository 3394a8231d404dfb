import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AuditPage,
  AuditQuery,
  Id,
  RefuseCancellationBody,
  Registration,
  RejectRegistrationBody,
  type AuditEntry,
  type Page,
} from '#contracts';
import {
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  encodeCursor,
  Idempotent,
  Roles,
  type CallingAccount,
} from '#platform';
import { publicStateOf } from '../domain/registration.js';
import { AcceptRegistration } from '../use-cases/accept-registration.js';
import { GrantCancellation } from '../use-cases/grant-cancellation.js';
import { ListAudit } from '../use-cases/list-audit.js';
import { RefuseCancellation } from '../use-cases/refuse-cancellation.js';
import { RejectRegistration } from '../use-cases/reject-registration.js';
import { positionIn } from './registrations.controller.js';

const RegistrationId = Id.describe('Id of the registration.');

@ApiTags('registrations')
@Roles('instructor', 'admin')
@Controller('api/v1/admin')
export class DecisionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('registrations/:id/accept')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Accept a registration',
    description: 'Enrolls a student who awaits approval. After that a cancellation is a request that you decide on.',
  })
  @ApiAnswer(200, Registration, { description: 'Confirmed. Repeating the request is safe.' })
  @ApiProblems('NOT_FOUND', 'NOT_AWAITING_APPROVAL')
  async acceptRegistration(
    @Param('id', { schema: RegistrationId }) id: string,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new AcceptRegistration(id, account)));
  }

  @Post('registrations/:id/reject')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Reject a registration',
    description: 'Cancels a registration that awaits approval. The student reads the note and gets a full refund.',
  })
  @ApiAnswer(200, Registration, { description: 'Canceled. Repeating the request is safe.' })
  @ApiProblems('NOT_FOUND', 'NOT_AWAITING_APPROVAL')
  async rejectRegistration(
    @Param('id', { schema: RegistrationId }) id: string,
    @Body({ schema: RejectRegistrationBody }) { note }: RejectRegistrationBody,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new RejectRegistration(id, account, note)));
  }

  @Post('registrations/:id/cancel-request/grant')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Grant a cancellation',
    description: 'Cancels the registration and refunds what was due when the student requested it.',
  })
  @ApiAnswer(200, Registration, { description: 'Canceled; a refund follows automatically.' })
  @ApiProblems('NOT_FOUND', 'NO_CANCEL_REQUEST')
  async grantCancellation(
    @Param('id', { schema: RegistrationId }) id: string,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new GrantCancellation(id, account)));
  }

  @Post('registrations/:id/cancel-request/refuse')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Refuse a cancellation',
    description: 'The student stays enrolled, reads the note, and can request it once more.',
  })
  @ApiAnswer(200, Registration, { description: 'Still confirmed, with the refusal in `cancelRequest`.' })
  @ApiProblems('NOT_FOUND', 'NO_CANCEL_REQUEST')
  async refuseCancellation(
    @Param('id', { schema: RegistrationId }) id: string,
    @Body({ schema: RefuseCancellationBody }) { note }: RefuseCancellationBody,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new RefuseCancellation(id, account, note)));
  }

  @Get('lectures/:id/audit')
  @ApiOperation({
    summary: 'List what the staff did in a lecture',
    description: 'Decisions on registrations and cancellations, and removals; the newest first.',
  })
  @ApiAnswer(200, AuditPage, { description: 'Who did what, when and why.' })
  @ApiProblems('NOT_FOUND')
  async listAudit(
    @Param('id', { schema: Id.describe('Id of the lecture.') }) lectureId: string,
    @Query({ schema: AuditQuery }) { cursor, limit }: AuditQuery,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Page<AuditEntry>> {
    const position = { before: positionIn(cursor), limit: limit + 1 };
    const found = await this.queries.execute(new ListAudit(account, lectureId, position));
    const last = found.length > limit ? found[limit - 1] : undefined;
    const items = found.slice(0, limit).map(({ id: _id, ...entry }) => entry);
    return { items, next: last ? encodeCursor({ before: last.id }) : null };
  }
}
