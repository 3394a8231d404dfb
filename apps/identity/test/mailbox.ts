import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { runningIdentity, type IdentityOptions, type RunningIdentity } from './running-identity.js';

export interface Mail {
  to: string;
  text: string;
}

/** An SMTP server that accepts every mail unless `refuses` is set. */
export class Mailbox {
  readonly mails: Mail[] = [];
  refuses = false;
  refused = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Mailbox> {
    const server = createServer();
    const mailbox = new Mailbox(server);
    server.on('connection', (socket) => void mailbox.serve(socket));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}?ignoreTLS=true`;
  }

  /** The code in the last mail to that address. */
  codeFor(to: string): string {
    const mail = this.mails.findLast((each) => each.to === to);
    return /^[\w-]{43}$/m.exec(mail?.text ?? '')?.[0] ?? '';
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((closed) => this.server.close(closed));
  }

  private async serve(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mailbox');
    let mail: Mail | undefined;
    let to = '';
    for await (const line of createInterface({ input: socket })) {
      if (mail) {
        if (line !== '.') mail.text += `${line}\n`;
        else {
          this.mails.push(mail);
          mail = undefined;
          say('250 accepted');
        }
      } else if (line.startsWith('RCPT TO')) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        if (this.refuses) this.refused += 1;
        say(this.refuses ? '451 try later' : '250 fine');
      } else if (line === 'DATA') {
        mail = { to, text: '' };
        say('354 go on');
      } else if (line === 'QUIT') {
        socket.end('221 bye\r\n');
      } else {
        say('250 fine');
      }
    }
  }
}

/** Starts identity with a mailbox as its mail server; `close` stops both. */
export async function identityWithMailbox({ dataDir, env }: IdentityOptions) {
  const mailbox = await Mailbox.open();
  const identity = await runningIdentity({ dataDir, env: { SUGANG_SMTP_URL: mailbox.url, ...env } });
  const close = async () => {
    await identity.close();
    await mailbox.close();
  };
  return { mailbox, identity: { ...identity, close } satisfies RunningIdentity };
}
