import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Accepted, ProviderBehavior } from './provider-behavior.js';

/** A small SMTP server that accepts any recipient and responds to the message itself as the test specifies. */
export class SmtpStandIn {
  behavior: ProviderBehavior = 'accept';
  /** Duration of the response to a recipient, sent line by line. */
  slowResponseMs = 0;
  onAccepted = (): void => {};
  readonly delivered: Accepted[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmtpStandIn> {
    const server = createServer();
    const smtp = new SmtpStandIn(server);
    server.on('connection', (socket) => smtp.serve(socket));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.sockets.size;
  }

  async stop(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((closed) => this.server.close(closed));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let mail: string[] | undefined;
    const say = (line: string) => void socket.write(`${line}\r\n`);
    say('220 stand-in');
    createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
      if (mail === undefined) {
        if (/^DATA/i.test(line)) mail = [];
        if (this.behavior === 'hang') return;
        if (/^RCPT/i.test(line) && this.slowResponseMs > 0) void this.respondSlowly(say, replyTo(line));
        else say(replyTo(line));
        return;
      }
      if (line !== '.') {
        mail.push(line.replace(/^\.\./, '.'));
        return;
      }
      this.respond(mail, say);
      mail = undefined;
    });
  }

  private async respondSlowly(say: (line: string) => void, reply: string): Promise<void> {
    for (const end = Date.now() + this.slowResponseMs; Date.now() < end; await setTimeout(50)) say('250-one moment');
    say(reply);
  }

  private respond(mail: string[], say: (line: string) => void): void {
    if (this.behavior === 'accept') {
      this.delivered.push(acceptedOf(mail));
      this.onAccepted();
    }
    const address = /^To: .*?([^\s<]+@[^\s>]+)/m.exec(mail.join('\n'))?.[1];
    const reply = {
      accept: '250 accepted',
      reject: `550 ${address} rejected the message`,
      fail: `451 ${address} is unavailable`,
      'request a pause': '450 later',
      hang: '',
    }[this.behavior];
    if (reply !== '') say(reply);
  }
}

const replyTo = (line: string): string => {
  if (/^EHLO/i.test(line)) return '250-stand-in\r\n250 SMTPUTF8';
  if (/^DATA/i.test(line)) return '354 continue';
  return /^QUIT/i.test(line) ? '221 good-bye' : '250 ok';
};

/** The decoded mail: headers unfolded, encoded words and body decoded. */
function acceptedOf(mail: string[]): Accepted {
  const end = mail.indexOf('');
  const unfolded = mail
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  const headers = Object.fromEntries(
    unfolded.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decodedWords(line.slice(line.indexOf(':') + 2)),
    ]),
  );
  const body = bodyOf(mail.slice(end + 1).join('\n'), headers['content-transfer-encoding'] ?? '7bit');
  const key = /^<(.*)[.](\w+)@/.exec(headers['message-id'] ?? '');
  return { key: `${key?.[1]}:${key?.[2]}`, text: `${headers.subject}\n${body}`, headers };
}

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      bodyOf(
        kind.toLowerCase() === 'q' ? word.replaceAll('_', ' ') : word,
        kind.toLowerCase() === 'q' ? 'quoted-printable' : 'base64',
      ),
    );

function bodyOf(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
