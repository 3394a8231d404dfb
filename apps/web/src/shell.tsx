import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { m } from './messages/messages.js';
import { getLocale, setLocale } from './messages/runtime.js';
import { useLiveMyPage } from './my-page/live.js';
import { externalIssuer, signOut, useSession } from './session/session.js';
import { Empty } from './ui/states.js';

export function Shell() {
  const session = useSession();
  const role = session?.account.role;
  useLiveMyPage(role === 'student' ? session?.account.id : undefined);
  return (
    <>
      <a className="skip" href="#main">
        {m.skip_to_content()}
      </a>
      <header className="site">
        <div className="inner">
          <Link to="/" className="wordmark">
            수강 <span>Sugang</span>
          </Link>
          <nav aria-label={m.main_navigation()}>
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
              {m.lectures()}
            </Link>
            {(role === undefined || role === 'student') && <Link to="/my-page">{m.my_page()}</Link>}
            {role === 'admin' && <Link to="/operations">{m.operations()}</Link>}
            {(role === 'instructor' || role === 'admin') && <Link to="/teaching">{m.teaching()}</Link>}
          </nav>
          <Account name={session?.account.name} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="site">
        <div className="inner">
          <span>수강 Sugang</span>
          <a href="/docs">{m.api_reference()}</a>
        </div>
      </footer>
    </>
  );
}

function Account({ name }: { name: string | undefined }) {
  const navigate = useNavigate();
  const other = getLocale() === 'ko' ? 'en' : 'ko';
  return (
    <div className="account">
      <button type="button" className="quiet" lang={other} onClick={() => void setLocale(other)}>
        {other === 'ko' ? '한국어' : 'English'}
      </button>
      {name === undefined ? (
        externalIssuer === undefined && (
          <Link to="/sign-in" search={{}}>
            {m.sign_in()}
          </Link>
        )
      ) : (
        <>
          <span className="who">{name}</span>
          <button type="button" className="quiet" onClick={() => void signOut().then(() => navigate({ to: '/' }))}>
            {m.sign_out()}
          </button>
        </>
      )}
    </div>
  );
}

export const NotFound = () => (
  <Empty title={m.page_not_found()}>
    <Link to="/" className="button">
      {m.all_lectures()}
    </Link>
  </Empty>
);
