import { lazy, Suspense, useState } from 'react';
import { m } from '../messages/messages.js';
import type { CancelProps } from './cancel-dialog.js';
import { canRequest } from './cancel-request.js';

const CancelDialog = lazy(() => import('./cancel-dialog.js'));

export function CancelButton({ registration, title }: CancelProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (!canRequest(registration.cancelRequest)) return null;
  return (
    <>
      <button type="button" className="quiet danger" onClick={() => setIsOpen(true)}>
        {m.cancel_registration()}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <CancelDialog registration={registration} title={title} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
