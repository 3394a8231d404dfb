import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answer, ApiAnswer, HttpAnswer, Public, SigningKeys } from '#platform';
import { IdentitySettings } from '../settings.js';

const JsonWebKeySet = z
  .object({
    keys: z.array(
      z.object({
        kid: z.string(),
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    ),
  })
  .meta({ id: 'JsonWebKeySet' });

const Discovery = z
  .object({
    issuer: z.string().meta({ example: 'http://localhost:8080' }),
    jwks_uri: z.string().meta({ example: 'http://localhost:8080/.well-known/jwks.json' }),
    token_endpoint: z.string().meta({ example: 'http://localhost:8080/oauth/token' }),
    token_endpoint_auth_methods_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    subject_types_supported: z.array(z.string()),
    id_token_signing_alg_values_supported: z.array(z.string()),
    claims_supported: z.array(z.string()),
  })
  .meta({ id: 'Discovery' });
type Discovery = z.infer<typeof Discovery>;

/** New keys are published an hour before they sign, so caching for minutes is safe. */
const CACHEABLE = { 'cache-control': 'public, max-age=300' };

@ApiTags('keys')
@Public()
@Controller('.well-known')
export class WellKnownController {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly settings: IdentitySettings,
  ) {}

  @Get('jwks.json')
  @ApiAnswer(200, JsonWebKeySet, { description: 'The public keys to verify access tokens.' })
  async publicKeys(): Promise<HttpAnswer> {
    return answer(200, await this.signingKeys.keys(), CACHEABLE);
  }

  @Get('openid-configuration')
  @ApiAnswer(200, Discovery, { description: 'The issuer of access tokens and the address of its keys.' })
  issuerConfiguration(): HttpAnswer {
    const issuer = this.settings.SUGANG_ISSUER;
    const at = issuer.replace(/\/$/, '');
    const discovery: Discovery = {
      issuer,
      jwks_uri: `${at}/.well-known/jwks.json`,
      token_endpoint: `${at}/oauth/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      claims_supported: ['sub', 'role', 'name', 'sid', 'iss', 'aud', 'iat', 'exp', 'jti'],
    };
    return answer(200, discovery, CACHEABLE);
  }
}
