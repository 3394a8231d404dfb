import { Body, Controller, Get, Headers, Ip, Param, Patch, Post, Query } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CurrentAccount, Public, Roles } from '../auth/decorators.js';
import { RequestHeader } from '../http/request-header.js';
import { Idempotent } from '../idempotency/decorators.js';
import { planRoute } from './routes.js';

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
  forServices(): void {}
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
  @Post() notIdempotent(): void {}
  @Post() @Public() @Idempotent() publicIdempotent(): void {}
  @Get() @Public() @Roles('admin') both(): void {}
}

const violationsOf = (name: keyof Unsafe) => planRoute(Unsafe, Unsafe.prototype[name]).violations;

describe('planRoute', () => {
  it('lists the roles of a route and every part of the request that it reads', () => {
    const plan = planRoute(Safe, Safe.prototype.write);
    expect(plan).toMatchObject({ method: 'POST', isPublic: false, roles: ['student'], idempotent: { required: true } });
    expect(plan.parts.map(({ pointer }) => pointer).toSorted()).toEqual(['', '/header/If-Match', '/path/id', '/query']);
    expect(plan.violations).toEqual([]);
  });

  it('prefers the access decorators of the handler to those of the controller', () => {
    expect(planRoute(Safe, Safe.prototype.open)).toMatchObject({ isPublic: true, roles: undefined, violations: [] });
    expect(planRoute(Safe, Safe.prototype.strict)).toMatchObject({ isPublic: false, roles: ['admin'], violations: [] });
  });

  it('requires no @Idempotent() on a POST for services', () => {
    expect(planRoute(Safe, Safe.prototype.forServices).violations).toEqual([]);
  });

  it.each([
    ['query', '@Query needs a schema'],
    ['oneField', '@Query must not select one field, so that unknown fields are refused'],
    ['param', '@Param needs a name and a schema'],
    ['allParams', '@Param needs a name and a schema'],
    ['headers', 'headers must be read with @RequestHeader(name, { schema })'],
    ['body', '@Body needs a schema'],
    ['part', '@Body must not select one field, so that unknown fields are refused'],
    ['notIdempotent', 'an authenticated POST needs @Idempotent()'],
    ['publicIdempotent', '@Idempotent() is for POSTs; only a public one has a scope'],
    ['both', '@Public() and @Roles() exclude each other'],
  ] as const)('reports the violation of the handler %s', (name, violation) => {
    expect(violationsOf(name)).toEqual([violation]);
  });
});
