'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { Toaster } from 'sonner';
import { SignInDialog } from '@/features/auth/sign-in-dialog';
import { CommandCentre } from '@/features/shell/command-centre';
import { ReloadNotice } from '@/features/shell/reload-notice';
import { ApiError } from '@/lib/problem';
import { useTheme } from '@/lib/theme';

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
        refetchOnWindowFocus: true,
      },
    },
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  const theme = useTheme();
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={350} skipDelayDuration={150}>
        {children}
        <SignInDialog />
        <CommandCentre />
        <ReloadNotice />
      </Tooltip.Provider>
      <Toaster
        theme={theme}
        position="bottom-right"
        gap={8}
        toastOptions={{
          classNames: {
            toast: '!rounded-lg !border !border-line2 !bg-s1 !text-fg !shadow-float !font-sans !text-sm',
            description: '!text-mut',
            actionButton: '!bg-acc !text-on-acc',
          },
        }}
      />
    </QueryClientProvider>
  );
}
