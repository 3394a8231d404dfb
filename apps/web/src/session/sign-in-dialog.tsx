import type { Session } from '#client';
import { m } from '../messages/messages.js';
import { Dialog } from '../ui/dialog.js';
import { ExternalAccounts } from '../ui/states.js';
import { externalIssuer } from './session.js';
import { SignInForm } from './sign-in-form.js';

export default function SignInDialog({
  hasEnded,
  onClose,
}: {
  hasEnded: boolean;
  onClose: (session?: Session) => void;
}) {
  if (externalIssuer !== undefined)
    return (
      <Dialog title={m.sign_in()} onClose={() => onClose()}>
        <ExternalAccounts issuer={externalIssuer} />
      </Dialog>
    );
  return (
    <Dialog title={m.sign_in()} onClose={() => onClose()}>
      <p>{hasEnded ? m.session_ended() : m.sign_in_to_continue()}</p>
      <SignInForm onSignedIn={onClose} />
      <p className="small">
        {m.no_account_yet()} <a href="/sign-up">{m.sign_up()}</a>
      </p>
    </Dialog>
  );
}
