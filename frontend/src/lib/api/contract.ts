/**
 * Holds the types of this folder against the services' OpenAPI at compile time. The generated schemas mark nothing as required, so they are
 * not used as they are; but a field that a service does not have, or has with another type, breaks the build here.
 */
import type { components as Auth } from '@/lib/api/generated/auth-service';
import type { components as Review } from '@/lib/api/generated/review-service';
import type { components as Sandbox } from '@/lib/api/generated/sandbox-service';
import type { components as Workspace } from '@/lib/api/generated/workspace-service';
import type * as Own from '@/lib/api/types';

/** Our fields that the service lacks or describes otherwise; `never` when all is well. */
type Differences<Ours, Theirs> = {
  [K in keyof Ours]-?: K extends keyof Theirs ? (NonNullable<Theirs[K]> extends NonNullable<Ours[K]> ? never : K) : K;
}[keyof Ours];

type Agreed<Difference extends never> = Difference;

type AuthSchemas = Auth['schemas'];
type ReviewSchemas = Review['schemas'];
type SandboxSchemas = Sandbox['schemas'];
type WorkspaceSchemas = Workspace['schemas'];

export type Contract = [
  Agreed<Differences<Own.User, AuthSchemas['UserResponse']>>,
  Agreed<Differences<Own.PublicProfile, AuthSchemas['ProfileResponse']>>,
  Agreed<Differences<Omit<Own.SignedIn, 'user'>, AuthSchemas['SignedInResponse']>>,
  Agreed<Differences<Omit<Own.Review, 'submittedBy' | 'reviewer' | 'requestedReviewer' | 'recommendedBy'>, ReviewSchemas['ReviewResponse']>>,
  Agreed<Differences<Omit<Own.ReviewComment, 'author' | 'resolvedBy' | 'shown'>, ReviewSchemas['CommentResponse']>>,
  Agreed<Differences<Omit<Own.ReviewEvent, 'actor' | 'reviewer'>, ReviewSchemas['HistoryResponse']>>,
  Agreed<Differences<Own.Notification, ReviewSchemas['NotificationResponse']>>,
  Agreed<Differences<Own.Round, ReviewSchemas['RoundResponse']>>,
  Agreed<Differences<Omit<Own.RoundTree, 'items'>, ReviewSchemas['RoundTreeResponse']>>,
  Agreed<Differences<Omit<Own.FileDiff, 'hunks'>, ReviewSchemas['FileDiff']>>,
  Agreed<Differences<Omit<Own.RoundDiff, 'files'>, ReviewSchemas['DiffResponse']>>,
  Agreed<Differences<Own.RoundRun, ReviewSchemas['RunResponse']>>,
  Agreed<Differences<Own.ReviewerEntry, ReviewSchemas['Entry']>>,
  Agreed<Differences<Omit<Own.NotificationGroup, 'latest'>, ReviewSchemas['NotificationGroupResponse']>>,
  Agreed<Differences<Own.ReviewStats, ReviewSchemas['Figures']>>,
  Agreed<Differences<Own.Sandbox, SandboxSchemas['SandboxView']>>,
  Agreed<Differences<Own.Terminal, SandboxSchemas['TerminalResponse']>>,
  Agreed<Differences<Omit<Own.Session, 'template'>, WorkspaceSchemas['SessionResponse']>>,
  Agreed<Differences<Omit<Own.Tree, 'items'>, WorkspaceSchemas['TreeResponse']>>,
  Agreed<Differences<Own.SavedFile, WorkspaceSchemas['SavedFileResponse']>>,
  Agreed<Differences<Own.Usage, WorkspaceSchemas['UsageResponse']>>,
  Agreed<Differences<Own.FileVersion, WorkspaceSchemas['HistoryEntry']>>,
  Agreed<Differences<Own.SearchHit, WorkspaceSchemas['SearchHit']>>,
  Agreed<Differences<Omit<Own.SearchResult, 'items'>, WorkspaceSchemas['Found']>>,
  Agreed<Differences<Own.DeletedItem, WorkspaceSchemas['DeletedItem']>>,
  Agreed<Differences<Own.IgnoreList, WorkspaceSchemas['IgnoreList']>>,
  Agreed<Differences<Omit<Own.BatchResult, 'items'>, WorkspaceSchemas['BatchResponse']>>,
];
