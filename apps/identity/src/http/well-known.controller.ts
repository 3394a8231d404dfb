import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answer, ApiAnswer, HttpAnswer, Public, SigningKeys } from '#platform';

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

export class Issuer {
  constructor(readonly url: string) {}
}

/** New keys are published an hour before they sign, so a set may be kept for minutes. */
const KEPT = { 'cache-control': 'public, max-age=300' };

@ApiTags('keys')
@Public()
@Controller('.well-known')
export class WellKnownController {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly issuer: Issuer,
  ) {}

  @Get('jwks.json')
  @ApiAnswer(200, JsonWebKeySet, { description: 'The public keys that access tokens are checked with.' })
  async publicKeys(): Promise<HttpAnswer> {
    return answer(200, await this.signingKeys.keys(), KEPT);
  }

  @Get('openid-configuration')
  @ApiAnswer(200, Discovery, { description: 'Who issues the tokens, and where the keys are.' })
  issuerConfiguration(): HttpAnswer {
    const { url } = this.issuer;
    const at = url.replace(/\/$/, '');
    const discovery: Discovery = {
      issuer: url,
      jwks_uri: `${at}/.well-known/jwks.json`,
      token_endpoint: `${at}/oauth/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      claims_supported: ['sub', 'role', 'name', 'iss', 'aud', 'iat', 'exp', 'jti'],
    };
    return answer(200, discovery, KEPT);
  }
}
