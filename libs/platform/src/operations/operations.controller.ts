import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  Id,
  RecentEventPage,
  RecentEventsQuery,
  ServiceReports,
  type Page,
  type RecentEvent,
  type ServiceReports as Reports,
} from '#contracts';
import { Roles } from '../auth/decorators.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { ApiAnswer } from '../openapi/decorators.js';
import { ServiceStatus } from './service-status.js';

const Position = z.strictObject({ before: Id });

/** One page of the events of all services. */
export function pageOfEvents(found: readonly RecentEvent[], limit: number, hasMore: boolean): Page<RecentEvent> {
  const items = found.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit);
  const isLast = found.length <= limit && !hasMore;
  return { items, next: isLast || items.length === 0 ? null : encodeCursor({ before: items.at(-1)!.id }) };
}

/** Every service answers for itself; the edge gathers the responses of all. */
@ApiTags('operations')
@Roles('admin')
@Controller('api/v1/admin')
export class OperationsController {
  constructor(private readonly status: ServiceStatus) {}

  @Get('services')
  @ApiOperation({
    summary: 'Show the state of every service',
    description:
      'Each service reports about itself, and with several replicas one of them responds. A service that does not respond within two seconds is listed as `AWAY`.',
  })
  @ApiAnswer(200, ServiceReports, { description: 'The services.' })
  async listServices(): Promise<Reports> {
    return { items: [await this.status.report()] };
  }

  @Get('events')
  @ApiOperation({
    summary: 'List the recent events of all services',
    description:
      'From the outboxes, newest first, without their data; an outbox deletes published events after a day by default. The events of a service that does not respond are absent.',
  })
  @ApiAnswer(200, RecentEventPage, { description: 'Recent events, newest first.' })
  async listRecentEvents(
    @Query({ schema: RecentEventsQuery }) { cursor, limit }: RecentEventsQuery,
  ): Promise<Page<RecentEvent>> {
    const before = cursor === undefined ? undefined : decodeCursor(Position, cursor).before;
    return pageOfEvents(await this.status.recentEvents(limit + 1, before), limit, false);
  }
}
