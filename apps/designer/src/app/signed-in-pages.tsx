import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useApi } from '../shared/api/api-context';
import { CurrentEnvironmentProvider } from '../shared/api/current-environment';
import { LiveUpdatesProvider } from '../shared/api/live-updates';
import { sessionQuery } from '../shared/api/session-queries';
import { ProblemNotice } from '../shared/ui/notices';
import { providerReturnOf } from '../features/sign-in/model/provider-return';
import { personLinkOf } from '../features/sign-in/model/person-link';
import { openAhead } from './open-ahead';
import { createAppRouter } from './router';

// Whoever is signed in already does not wait for them.
const SetPasswordPage = lazy(() =>
  import('../features/sign-in/components/set-password-page').then((module) => ({ default: module.SetPasswordPage })),
);
const ProviderReturnPage = lazy(() =>
  import('../features/sign-in/components/provider-return-page').then((module) => ({ default: module.ProviderReturnPage })),
);
const SignInPage = lazy(() =>
  import('../features/sign-in/components/sign-in-page').then((module) => ({ default: module.SignInPage })),
);

/** The address stays as it is while somebody signs in: a shared link opens where it points. */
export const SignedInPages = () => (
  <Suspense fallback={<StartingUp />}>
    <PageOfSession />
  </Suspense>
);

function PageOfSession(): ReactNode {
  const api = useApi();
  const queryClient = useQueryClient();
  const [router] = useState(() => openAhead(createAppRouter(), { api, queryClient }));
  const session = useQuery(sessionQuery(api));
  const [link, setLink] = useState(() => personLinkOf(window.location));
  const [answer, setAnswer] = useState(() => providerReturnOf(window.location));
  if (answer !== null) {
    const goOn = (path: string): void => {
      // The code in the address is used up: it stays in no history.
      window.history.replaceState(null, '', path);
      setAnswer(null);
    };
    return <ProviderReturnPage query={answer} onDone={goOn} />;
  }
  if (link) return <SetPasswordPage link={link} onDone={() => setLink(null)} />;
  if (session.isPending) return <StartingUp />;
  if (session.isError)
    return (
      <div className="ps-page">
        <ProblemNotice error={session.error} retry={() => void session.refetch()} />
      </div>
    );
  if (session.data === null) return <SignInPage />;
  return (
    <CurrentEnvironmentProvider whileLoading={<StartingUp />}>
      <LiveUpdatesProvider>
        <RouterProvider router={router} />
      </LiveUpdatesProvider>
    </CurrentEnvironmentProvider>
  );
}

const StartingUp = () => (
  <Center h="100%" role="status" aria-label="Starting Penstock">
    <Loader size="sm" />
  </Center>
);
