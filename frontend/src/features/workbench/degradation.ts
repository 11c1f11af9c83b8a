import type { PlatformStatus } from '@/lib/api/types';

export interface Degradation {
  key: 'offline' | 'workspace-service' | 'sandbox-service';
  text: string;
}

/**
 * Which part is away and what that means for the person, the worst first. `online` is what the browser says; `failing` whether a save of this page
 * has just been refused by a service that is away.
 */
export function degradationOf(status: PlatformStatus | undefined, online: boolean, failing: boolean): Degradation | null {
  if (!online) return { key: 'offline', text: 'You are offline. Go on typing: your text is kept in this browser and is saved when the connection is back.' };
  const down = (name: string): boolean => status?.services[name] === 'DOWN';
  if (down('workspace-service') || failing) return { key: 'workspace-service', text: 'Files cannot be saved at the moment. Go on typing: your text is kept in this browser and is saved as soon as the service is back.' };
  if (down('sandbox-service')) return { key: 'sandbox-service', text: 'Terminals and Run are away at the moment. Files can be opened, edited and saved; what runs in your sandbox goes on.' };
  return null;
}
