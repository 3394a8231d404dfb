import { Body, Controller, Get, Headers, Ip, Param, Patch, Post, Query } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CurrentAccount, Public, Roles } from '../auth/decorators.js';
import { RequestHeader } from '../http/request-header.js';
import { Idempotent } from '../idempotency/decorators.js';
import { planRoute } from './plan-route.js';

const Text = z.strictObject({ text: z.string() });

@Controller('safe')
@Roles('student')
class Safe {
  @Post()
  @Idempotent({ required: true })
  write(
    @Body({ schema: Text }) _body: unknown,
    @Query({ schema: Text }) _query: unknown,
    @Param('id', { schema: z.string() }) _id: string,
    @RequestHeader('If-Match', { schema: z.string() }) _match: string,
    @CurrentAccount() _account: unknown,
    @Ip() _ip: string,
  ): void {}

  @Get()
  @Public()
  open(): void {}

  @Get()
  @Roles('admin')
  strict(): void {}

  @Post()
  @Roles('service')
  askedByServices(): void {}
}

@Controller('unsafe')
class Unsafe {
  @Get() query(@Query() _query: unknown): void {}
  @Get() oneField(@Query('q', { schema: z.string() }) _q: string): void {}
  @Get() param(@Param('id') _id: string): void {}
  @Get() allParams(@Param() _params: unknown): void {}
  @Get() headers(@Headers('if-match') _match: string): void {}
  @Patch() body(@Body() _body: unknown): void {}
  @Patch() part(@Body('text') _text: string): void {}
  @Post() unrepeatable(): void {}
  @Post() @Public() @Idempotent() nobody(): void {}
  @Get() @Public() @Roles('admin') both(): void {}
}

const flawsOf = (name: keyof Unsafe) => planRoute(Unsafe, Unsafe.prototype[name]).flaws;

describe('the plan of a route', () => {
  it('knows who may call it, and every part of the request it reads', () => {
    const plan = planRoute(Safe, Safe.prototype.write);
    expect(plan).toMatchObject({ method: 'POST', isPublic: false, roles: ['student'], idempotent: { required: true } });
    expect(plan.parts.map(({ pointer }) => pointer).toSorted()).toEqual(['', '/header/If-Match', '/path/id', '/query']);
    expect(plan.flaws).toEqual([]);
  });

  it('prefers what is said of the handler to what is said of the controller', () => {
    expect(planRoute(Safe, Safe.prototype.open)).toMatchObject({ isPublic: true, roles: undefined, flaws: [] });
    expect(planRoute(Safe, Safe.prototype.strict)).toMatchObject({ isPublic: false, roles: ['admin'], flaws: [] });
  });

  it('leaves the keys of services to their own requests', () => {
    expect(planRoute(Safe, Safe.prototype.askedByServices).flaws).toEqual([]);
  });

  it.each([
    ['query', '@Query needs a schema'],
    ['oneField', '@Query takes the whole, not one field, so that unknown fields are refused'],
    ['param', '@Param needs a name and a schema'],
    ['allParams', '@Param needs a name and a schema'],
    ['headers', 'read headers by @RequestHeader(name, { schema })'],
    ['body', '@Body needs a schema'],
    ['part', '@Body takes the whole, not one field, so that unknown fields are refused'],
    ['unrepeatable', 'an authenticated POST needs @Idempotent()'],
    ['nobody', '@Idempotent() is for authenticated POSTs'],
    ['both', '@Public() and @Roles() exclude each other'],
  ] as const)('has a flaw where %s breaks a rule', (name, flaw) => {
    expect(flawsOf(name)).toEqual([flaw]);
  });
});
