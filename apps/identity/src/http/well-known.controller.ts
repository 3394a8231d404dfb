import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answer, ApiAnswer, HttpAnswer, Public, SigningKeys } from '#platform';
import { IdentitySettings } from '../settings.js';

const JsonWebKeySet = z
  .object({
    keys: z
      .array(
        z.object({
          kid: z.string().describe('Id of the key: the `kid` in the header of an access token.'),
          kty: z.literal('OKP').describe('Key type.'),
          crv: z.literal('Ed25519').describe('Curve.'),
          x: z.string().describe('The public key, in base64url.'),
          alg: z.literal('EdDSA').describe('Signature algorithm.'),
          use: z.literal('sig').describe('For signatures.'),
        }),
      )
      .describe('The keys in use, and those about to be used.'),
  })
  .meta({ id: 'JsonWebKeySet', description: 'A JSON Web Key Set (RFC 7517).' });

const Discovery = z
  .object({
    issuer: z.string().meta({ description: 'The `iss` of access tokens.', example: 'http://localhost:8080' }),
    jwks_uri: z
      .string()
      .meta({ description: 'URL of the public keys.', example: 'http://localhost:8080/.well-known/jwks.json' }),
    token_endpoint: z.string().meta({
      description: 'URL at which client programs request tokens.',
      example: 'http://localhost:8080/oauth/token',
    }),
    token_endpoint_auth_methods_supported: z.array(z.string()).describe('How client programs authenticate there.'),
    grant_types_supported: z.array(z.string()).describe('OAuth 2.0 grants.'),
    subject_types_supported: z.array(z.string()).describe('Every client gets the same `sub`.'),
    id_token_signing_alg_values_supported: z.array(z.string()).describe('Signature algorithms.'),
    claims_supported: z.array(z.string()).describe('Claims of access tokens.'),
  })
  .meta({ id: 'Discovery', description: 'The metadata of the token issuer.' });
type Discovery = z.infer<typeof Discovery>;

/** New keys are published an hour before they sign, so caching for minutes is safe. */
const CACHEABLE = { 'cache-control': 'public, max-age=300' };
const headers = { 'Cache-Control': ['Caches may serve it for five minutes.', CACHEABLE['cache-control']] } as const;

@ApiTags('keys')
@Public()
@Controller('.well-known')
export class WellKnownController {
  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly settings: IdentitySettings,
  ) {}

  @Get('jwks.json')
  @ApiOperation({
    summary: 'Read the public keys of access tokens',
    description: 'A new key is published an hour before it signs, so the keys may be cached for minutes.',
  })
  @ApiAnswer(200, JsonWebKeySet, { description: 'The public keys to verify access tokens.', headers })
  async publicKeys(): Promise<HttpAnswer> {
    return answer(200, await this.signingKeys.keys(), CACHEABLE);
  }

  @Get('openid-configuration')
  @ApiOperation({
    summary: 'Read the configuration of the token issuer',
    description: 'The subset of OpenID Connect Discovery that is needed to verify access tokens.',
  })
  @ApiAnswer(200, Discovery, { description: 'The issuer of access tokens and the address of its keys.', headers })
  issuerConfiguration(): HttpAnswer {
    const { SUGANG_ISSUER: issuer, SUGANG_PUBLIC_URL: publicUrl = issuer } = this.settings;
    const at = publicUrl.replace(/\/$/, '');
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
