'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, query } from '@/lib/api/http';
import type { Page, PublicProfile, ReviewerEntry } from '@/lib/api/types';

/** A page of the directory by name. */
export const useDirectory = (level: string, search: string) =>
  useInfiniteQuery({
    queryKey: ['reviewers', level, search],
    queryFn: ({ signal, pageParam }) => get<Page<ReviewerEntry>>(`/api/reviews/reviewers${query({ level, q: search, cursor: pageParam, limit: 100 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  });

export const usePerson = (id: string | null) =>
  useQuery({ queryKey: ['person', id], queryFn: ({ signal }) => get<PublicProfile>(`/api/users/${id}`, signal), enabled: id !== null });

/** What a person has in hand; undefined for somebody who does not review. */
export const useReviewerOf = (person: PublicProfile | undefined) =>
  useQuery({
    queryKey: ['reviewers', '', 'of', person?.id],
    queryFn: async ({ signal }) => (await get<Page<ReviewerEntry>>(`/api/reviews/reviewers${query({ q: person?.username, limit: 50 })}`, signal)).items.find(({ id }) => id === person?.id) ?? null,
    enabled: person !== undefined && person.reviewerLevel !== 'NONE',
  });
