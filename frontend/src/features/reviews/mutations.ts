'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { keys } from '@/features/reviews/queries';
import { del, patch, post, put } from '@/lib/api/http';
import type { CommentKind, PersonRef, Priority, Review, ReviewComment, RoundRun, RoundTree, Side } from '@/lib/api/types';
import { personName } from '@/lib/people';
import { ApiError, hasCode, messageOf } from '@/lib/problem';

export interface NewReview {
  sessionId: string;
  title: string;
  description?: string;
  priority: Priority;
  reviewerId?: string;
  /** All files without it. */
  paths?: string[];
}

export interface NewComment {
  body: string;
  kind: CommentKind;
  path?: string;
  round?: number;
  side?: Side;
  line?: number;
  endLine?: number;
  parentId?: string;
  suggestion?: string;
  mustVerify?: boolean;
  draft?: boolean;
}

export type Outcome = 'APPROVE' | 'REQUEST_CHANGES' | 'REJECT';
export type Move = 'claim' | 'release' | 'withdraw' | 'reopen';

export function useSubmitReview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: NewReview) => post<Review>('/api/reviews', input),
    onSettled: (_review, _error, { sessionId }) => {
      void client.invalidateQueries({ queryKey: keys.lists });
      void client.invalidateQueries({ queryKey: ['session', sessionId, 'review'] });
    },
  });
}

/** Who was faster, in words, after a lost race for a claim. */
export function claimRefusal(error: unknown): string {
  if (error instanceof ApiError && hasCode(error, 'already-claimed', 'illegal-transition')) {
    const holder = (error.problem.extra.holder ?? error.problem.extra.reviewer) as PersonRef | undefined;
    if (holder && typeof holder === 'object') return `${personName(holder)} was faster and holds this review.`;
  }
  return messageOf(error);
}

export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, move, reason }: { id: string; move: Move; reason?: string }) => post<Review>(`/api/reviews/${id}/${move}`, reason ? { reason } : undefined),
    onSuccess: (review, { id }) => {
      if (review) client.setQueryData(keys.one(id), review);
    },
    onError: (error, { move }) => toast.error(move === 'claim' ? 'Not claimed' : `The review was not changed`, { description: move === 'claim' ? claimRefusal(error) : messageOf(error) }),
    onSettled: (_review, _error, { id }) => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}

/** Hands a review to somebody else. */
export function useAssign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { reviewerId: string; reason?: string }) => post<Review>(`/api/reviews/${id}/assign`, input),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.lists });
      void client.invalidateQueries({ queryKey: ['reviewers'] });
    },
  });
}

export interface ReviewEdit {
  title: string;
  description: string;
  priority: Priority;
}

export function useEditReview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edit: ReviewEdit) => patch<Review>(`/api/reviews/${id}`, edit),
    onSuccess: (review) => client.setQueryData(keys.one(id), review),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}

/** Claims the best review the caller may take; undefined when there is none. */
export function useClaimNext() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<Review | undefined>('/api/reviews/next'),
    onError: (error) => toast.error('Nothing was claimed', { description: messageOf(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.lists }),
  });
}

export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { outcome: Outcome; comment?: string }) => post<Review>(`/api/reviews/${id}/decision`, input),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}

export function useNextRound(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => post<unknown>(`/api/reviews/${id}/rounds`, note ? { note } : {}),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.one(id) });
      void client.invalidateQueries({ queryKey: keys.lists });
    },
  });
}

function useCommentChange<I>(id: string, call: (input: I) => Promise<unknown>, failed: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: call,
    onError: (error) => toast.error(failed, { description: messageOf(error) }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.comments(id) });
      void client.invalidateQueries({ queryKey: keys.one(id), exact: true });
    },
  });
}

export const useAddComment = (id: string) =>
  useCommentChange(id, (comment: NewComment) => post<ReviewComment>(`/api/reviews/${id}/comments`, comment), 'The comment was not kept');

export const useEditComment = (id: string) =>
  useCommentChange(id, ({ commentId, body }: { commentId: string; body: string }) => patch(`/api/reviews/${id}/comments/${commentId}`, { body }), 'The comment was not changed');

export const useDeleteComment = (id: string) =>
  useCommentChange(id, (commentId: string) => del(`/api/reviews/${id}/comments/${commentId}`), 'The comment was not deleted');

export const useResolve = (id: string) =>
  useCommentChange(
    id,
    ({ commentId, resolved }: { commentId: string; resolved: boolean }) => post(`/api/reviews/${id}/comments/${commentId}/${resolved ? 'resolve' : 'reopen'}`),
    'The thread was not changed',
  );

/** Puts a suggestion into the author's files as a saved version. */
export function useApply(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (commentId: string) => post<ReviewComment>(`/api/reviews/${id}/comments/${commentId}/apply`),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.comments(id) });
      void client.invalidateQueries({ queryKey: [...keys.one(id), 'freshness'] });
      void client.invalidateQueries({ queryKey: keys.one(id), exact: true });
    },
  });
}

/** Marks a file as viewed; shown at once. */
export function useMarkViewed(id: string, round: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mark: { path: string; viewed: boolean }) => post<void>(`/api/reviews/${id}/rounds/${round}/viewed`, mark),
    onMutate: ({ path, viewed }) =>
      client.setQueryData<RoundTree>(keys.tree(id, round), (tree) => tree && { ...tree, viewed: viewed ? [...new Set([...tree.viewed, path])] : tree.viewed.filter((each) => each !== path) }),
    onError: (error) => {
      toast.error('The mark was not kept', { description: messageOf(error) });
      void client.invalidateQueries({ queryKey: keys.tree(id, round) });
    },
  });
}

export const tellVisit = (id: string, round: number): Promise<void> => put<void>(`/api/reviews/${id}/rounds/${round}/visit`, undefined);

export const useRunRound = (id: string) => useMutation({ mutationFn: (round: number) => post<RoundRun>(`/api/reviews/${id}/rounds/${round}/sandbox`) });

export const useEndRun = (id: string) => useMutation({ mutationFn: (round: number) => del<void>(`/api/reviews/${id}/rounds/${round}/sandbox`) });
