/** The shapes of the public contract, as the browser uses them. Ids are UUIDs, times RFC 3339 in UTC. */

export type ReviewerLevel = 'NONE' | 'JUNIOR' | 'SENIOR';

export interface User {
  id: string;
  username: string;
  email: string;
  displayName: string | null;
  bio: string | null;
  timeZone: string | null;
  role: 'USER' | 'ADMIN';
  reviewerLevel: ReviewerLevel;
  preferences: Record<string, unknown> | null;
  createdAt: string;
  updatedAt: string;
}

export interface PublicProfile {
  id: string;
  username: string;
  displayName: string | null;
  bio?: string | null;
  reviewerLevel: ReviewerLevel;
  createdAt?: string;
}

export interface SignedIn {
  accessToken: string;
  tokenType: string;
  expiresIn: number;
  user: User;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Template = 'python' | 'data-science' | 'empty';

export interface Session {
  id: string;
  name: string;
  description: string | null;
  template: Template;
  ownerId: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'TRASHED';
  revision: number;
  fileCount: number;
  bytes: number;
  createdAt: string;
  updatedAt: string;
  lastOpenedAt: string | null;
  trashedAt?: string | null;
}

export type ItemType = 'FILE' | 'FOLDER' | 'SYMLINK';

export interface TreeItem {
  path: string;
  type: ItemType;
  size: number;
  etag: string | null;
  binary: boolean;
  executable: boolean;
  persisted: boolean;
  modifiedAt: string | null;
}

export interface Tree {
  revision: number;
  items: TreeItem[];
}

export interface SavedFile {
  path: string;
  size: number;
  etag: string;
  revision: number;
}

/** What a session holds, and may hold. */
export interface Usage {
  bytes: number;
  files: number;
  entries: number;
  maxBytes: number;
  maxEntries: number;
  maxFileBytes: number;
}

export type ChangeOrigin = 'EDITOR' | 'SANDBOX' | 'IMPORT' | 'RESTORE';

/** One version of a file. */
export interface FileVersion {
  revision: number;
  path: string;
  type: ItemType;
  etag: string | null;
  size: number;
  binary: boolean;
  executable: boolean;
  origin: ChangeOrigin;
  conflict: boolean;
  current: boolean;
  createdAt: string;
}

/** Something that was deleted and can be brought back, a folder with all that was in it. */
export interface DeletedItem {
  path: string;
  type: ItemType;
  size: number;
  fileCount: number;
  deletedAt: string;
  /** The last revision that had it. */
  revision: number;
}

export type Operation = { kind: 'MOVE' | 'COPY'; from: string; to: string } | { kind: 'DELETE'; path: string };

/** What a change of several items did: with KEEP_BOTH, a path is another than the one asked for. */
export interface BatchResult {
  revision: number;
  items: { kind: Operation['kind']; path: string; from?: string | null; outcome: 'DONE' | 'SKIPPED' }[];
}

export interface SearchHit {
  path: string;
  line: number;
  column: number;
  preview: string;
}

export interface SearchResult {
  items: SearchHit[];
  truncated?: boolean;
  reason?: 'RESULTS' | 'TIME' | null;
}

/** What stays in the sandbox and is not saved. */
export interface IgnoreList {
  names: string[];
  defaults: string[];
  custom: boolean;
}

export interface PlatformStatus {
  status: 'UP' | 'DEGRADED' | 'DOWN';
  services: Record<string, 'UP' | 'DOWN'>;
}

export interface FileChange {
  kind: 'PUT' | 'DELETE' | 'MOVE';
  path: string;
  from?: string | null;
  itemType?: ItemType | null;
  size?: number | null;
  etag?: string | null;
  /** Both sides had changed it: the other text is the version before. */
  conflict?: boolean | null;
}

export interface FilesChanged {
  type: 'changed';
  revision: number;
  origin: ChangeOrigin;
  clientId?: string | null;
  changes: FileChange[];
  truncated?: boolean;
}

export type SandboxState = 'STOPPED' | 'STARTING' | 'RUNNING' | 'STOPPING' | 'FAILED';

export interface Sandbox {
  sessionId: string;
  state: SandboxState;
  reason?: string | null;
  startedAt?: string | null;
  stopsAt?: string | null;
  keptAliveBy?: string[] | null;
  lastActivityAt?: string | null;
  limits?: { cpus?: number; memoryBytes?: number; pids?: number; diskBytes?: number } | null;
  usage?: { cpuPercent?: number; memoryBytes?: number; pids?: number; diskBytes?: number } | null;
  appliedRevision?: number | null;
  image?: string | null;
  runtime?: string | null;
  node?: string | null;
  network?: 'NONE' | 'PACKAGES' | 'OPEN' | null;
}

export interface SandboxQuota {
  running: number | unknown[];
  allowed: number;
}

export type SessionEvent =
  | { type: 'snapshot'; revision: number; resumed?: boolean }
  | FilesChanged
  | { type: 'session'; session: Session }
  | { type: 'sandbox'; sandbox: Sandbox }
  | { type: 'measured'; measured: Pick<Sandbox, 'usage' | 'keptAliveBy' | 'lastActivityAt' | 'stopsAt'> };

export interface Terminal {
  id: string;
  name: string;
  cols: number;
  rows: number;
  createdAt: string;
  foreground: string | null;
  lastTextAt?: string | null;
}

export type Priority = 'LOW' | 'MEDIUM' | 'HIGH' | 'URGENT';
export type ReviewStatus = 'PENDING' | 'IN_REVIEW' | 'CHANGES_REQUESTED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN';
export type Turn = 'AUTHOR' | 'REVIEWER' | 'QUEUE' | 'NONE';

/** A person inside a review: an id alone or with names, as the service knows them. */
export type PersonRef = string | { id: string; username?: string | null; displayName?: string | null; reviewerLevel?: ReviewerLevel | null };

export interface Review {
  id: string;
  sessionId: string;
  title: string;
  description: string | null;
  priority: Priority;
  status: ReviewStatus;
  round: number;
  submittedBy: PersonRef;
  reviewer: PersonRef | null;
  requestedReviewer: PersonRef | null;
  leaseExpiresAt: string | null;
  turn: Turn;
  queuePosition: number | null;
  openThreads: number;
  /** The files that were chosen; null for all of them. */
  paths?: string[] | null;
  /** Of the newest round. */
  fileCount?: number;
  bytes?: number;
  /** A junior whose approval of this round waits for a senior's. */
  recommendedBy?: PersonRef | null;
  createdAt: string;
  updatedAt: string;
  decidedAt: string | null;
}

export interface Round {
  number: number;
  note?: string | null;
  createdAt?: string;
  fileCount?: number;
  bytes?: number;
  /** When the caller last looked at it; null for never. */
  lastVisitedAt?: string | null;
}

/** The frozen files of a round, and which of them the caller has marked as viewed. */
export interface RoundTree {
  round: number;
  items: RoundFile[];
  viewed: string[];
}

export type RoundFile = Pick<TreeItem, 'path' | 'type' | 'size' | 'etag' | 'binary' | 'executable'>;

export type FileChangeKind = 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED';

export interface DiffLine {
  type: 'CONTEXT' | 'ADD' | 'DELETE';
  oldLine?: number | null;
  newLine?: number | null;
  text: string;
}

export interface DiffHunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  lines: DiffLine[];
}

export interface FileDiff {
  path: string;
  oldPath?: string | null;
  change: FileChangeKind;
  binary: boolean;
  tooLarge: boolean;
  additions: number;
  deletions: number;
  hunks: DiffHunk[];
}

/** What changed between two rounds; `against` 0 is "nothing before". */
export interface RoundDiff {
  round: number;
  against: number;
  /** The older round is the last one the caller has looked at. */
  sinceLastVisit: boolean;
  files: FileDiff[];
}

/** The throw-away session in which the caller runs a round. */
export interface RoundRun {
  sessionId: string;
  reviewId: string;
  round: number;
  expiresAt: string;
}

/** A reviewer with what is in their hands. */
export interface ReviewerEntry {
  id: string;
  username: string;
  displayName: string | null;
  level: ReviewerLevel;
  openClaims: number;
  /** How many they have given. */
  verdicts: number;
  /** From the claim, or the author's new round, to the verdict; null before there is one. */
  medianAnswerSeconds: number | null;
}

export type CommentKind = 'GENERAL' | 'SUGGESTION' | 'ISSUE' | 'QUESTION' | 'PRAISE';

/** Where a comment is shown in the round that was asked for. */
export interface Shown {
  round: number;
  path: string | null;
  side: Side | null;
  line: number | null;
  endLine: number | null;
  state: 'HERE' | 'MAPPED' | 'LINE_GONE' | 'FILE_GONE' | 'GENERAL';
}

export type Side = 'OLD' | 'NEW';

export interface ReviewComment {
  id: string;
  author: PersonRef;
  body: string;
  kind: CommentKind;
  path?: string | null;
  round?: number | null;
  side?: Side | null;
  line?: number | null;
  endLine?: number | null;
  parentId?: string | null;
  suggestion?: string | null;
  mustVerify?: boolean;
  draft?: boolean;
  deleted?: boolean;
  verdict?: string | null;
  resolved?: boolean;
  resolvedBy?: PersonRef | null;
  shown?: Shown | null;
  createdAt: string;
}

export interface ReviewEvent {
  id?: string;
  action: string;
  actor: PersonRef | null;
  /** Who held the review after it. */
  reviewer?: PersonRef | null;
  round?: number | null;
  detail?: string | null;
  at: string;
}

export interface ReviewStats {
  pending: number;
  inReview: number;
  approved: number;
  rejected: number;
  myPending: number;
  myAssigned: number;
  medianWaitSeconds: number | null;
  activeReviewers?: number;
}

/** All notifications about one review; null for those about none. */
export interface NotificationGroup {
  reviewId: string | null;
  count: number;
  unread: number;
  latest: Notification;
}

export interface Notification {
  id: string;
  /** The position in the person's stream; what a reconnect goes on behind. */
  sequence?: number;
  type: string;
  reviewId?: string | null;
  sessionId?: string | null;
  title: string;
  body: string | null;
  link: string | null;
  createdAt: string;
  readAt: string | null;
}
