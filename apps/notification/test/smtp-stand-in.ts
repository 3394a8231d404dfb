import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { Accepted, Mood } from './provider-mood.js';

/** A small SMTP server: takes any mail, and answers the message itself as the test wants. */
export class SmtpStandIn {
  mood: Mood = 'accept';
  /** It never falls silent, but takes so long for a recipient. */
  drawsOutMs = 0;
  onTaken = (): void => {};
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
        if (this.mood === 'hang') return;
        if (/^RCPT/i.test(line) && this.drawsOutMs > 0) void this.drawOut(say, replyTo(line));
        else say(replyTo(line));
        return;
      }
      if (line !== '.') {
        mail.push(line.replace(/^\.\./, '.'));
        return;
      }
      this.judge(mail, say);
      mail = undefined;
    });
  }

  private async drawOut(say: (line: string) => void, reply: string): Promise<void> {
    for (const end = Date.now() + this.drawsOutMs; Date.now() < end; await setTimeout(50)) say('250-one moment');
    say(reply);
  }

  private judge(mail: string[], say: (line: string) => void): void {
    if (this.mood === 'accept') {
      this.delivered.push(acceptedOf(mail));
      this.onTaken();
    }
    const address = /^To: .*?([^\s<]+@[^\s>]+)/m.exec(mail.join('\n'))?.[1];
    const reply = {
      accept: '250 taken',
      refuse: `550 ${address} does not want it`,
      fail: `451 ${address} cannot be served now`,
      'ask to wait': '450 later',
      hang: '',
    }[this.mood];
    if (reply !== '') say(reply);
  }
}

const replyTo = (line: string): string => {
  if (/^EHLO/i.test(line)) return '250-stand-in\r\n250 SMTPUTF8';
  if (/^DATA/i.test(line)) return '354 go on';
  return /^QUIT/i.test(line) ? '221 good-bye' : '250 ok';
};

/** The mail as its reader sees it: headers unfolded, words and body decoded. */
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
