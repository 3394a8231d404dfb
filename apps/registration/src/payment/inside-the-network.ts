import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';

const LARGEST_ANSWER = 64 * 1024;

/** HTTP to other services: connections are kept, nothing is redirected or sent through a proxy, and every status is an answer. */
export function insideTheNetwork(): HttpService {
  const kept = { keepAlive: true, noDelay: true, maxFreeSockets: 64 };
  return new HttpService(
    axios.create({
      httpAgent: new HttpAgent(kept),
      httpsAgent: new HttpsAgent(kept),
      maxRedirects: 0,
      maxContentLength: LARGEST_ANSWER,
      proxy: false,
      validateStatus: () => true,
    }),
  );
}
