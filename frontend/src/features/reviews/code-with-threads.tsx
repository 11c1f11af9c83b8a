'use client';

import { useImperativeHandle, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { DiffView } from '@/components/diff-view';
import { ReadOnlyCode } from '@/components/read-only-code';
import { CommentComposer } from '@/features/reviews/comment-composer';
import { newLineOf } from '@/features/reviews/file-entries';
import { linesOf, rangeWords, selectedLines, type LineRange } from '@/features/reviews/line-range';
import { useAddComment } from '@/features/reviews/mutations';
import type { ReviewCodeProps } from '@/features/reviews/review-code';
import { ThreadCard } from '@/features/reviews/thread-card';
import { anchorOf, placeNote, placeOf, textRound } from '@/features/reviews/threads';
import { useArrival } from '@/features/reviews/use-arrival';
import { useLineComments } from '@/features/reviews/use-line-comments';
import { useWide } from '@/features/reviews/use-wide';
import { useSaidLines } from '@/features/reviews/use-said-lines';
import { useViewZones } from '@/features/reviews/use-view-zones';
import type { ZonePlace } from '@/features/reviews/view-zones';
import type { Side } from '@/lib/api/types';
import type { Monaco } from '@/lib/monaco/load';

/** The text that is shown: one side alone, or both compared. */
export type Sides = { kind: 'new' | 'old'; text: string } | { kind: 'both'; before: string; after: string; inline: boolean };

interface Writing extends LineRange {
  side: Side;
}

const FILE = 'file';
const WRITING = 'writing';

export function CodeWithThreads(props: ReviewCodeProps & { sides: Sides }) {
  const { talk, file, compared, sides, threads, target, writingOnFile, onWritingOnFile, onGoTo, ref, whitespace, arrival } = props;
  const [diff, setDiff] = useState<Monaco.editor.IStandaloneDiffEditor | null>(null);
  const [alone, setAlone] = useState<Monaco.editor.ICodeEditor | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const both = sides.kind === 'both';
  const right = both ? (diff?.getModifiedEditor() ?? null) : sides.kind === 'new' ? alone : null;
  const left = both ? (diff?.getOriginalEditor() ?? null) : sides.kind === 'old' ? alone : null;
  const wide = useWide(diff);
  const twoColumns = both && !sides.inline && wide;

  // what is said of the older side stands there when it can be seen, and else where its line was
  const placed = threads.map((thread) => {
    const { side, line } = placeOf(thread, compared);
    if (sides.kind === 'old') return { thread, side: 'OLD' as const, line: side === 'OLD' ? (line ?? 0) : thread.root.round === compared.against ? (thread.root.endLine ?? thread.root.line ?? 0) : 0 };
    if (side === 'OLD' && !twoColumns) return { thread, side: 'NEW' as const, line: newLineOf(file.diff, line ?? 0) };
    return { thread, side, line: line ?? 0 };
  });
  const zonesOf = (side: Side): ZonePlace[] => [
    ...(writingOnFile && side === (sides.kind === 'old' ? 'OLD' : 'NEW') ? [{ key: FILE, line: 0 }] : []),
    ...placed.filter((each) => each.side === side).map(({ thread, line }) => ({ key: thread.root.id, line })),
    ...(writing?.side === side ? [{ key: WRITING, line: writing.endLine }] : []),
  ];
  const rightNodes = useViewZones(right, zonesOf('NEW'));
  const leftNodes = useViewZones(left, zonesOf('OLD'));
  const nodeOf = (key: string): HTMLElement | undefined => rightNodes.get(key) ?? leftNodes.get(key);
  const fileNode = nodeOf(FILE);
  const writingNode = nodeOf(WRITING);
  const begin = (side: Side) => (range: LineRange) => setWriting({ side, ...range });
  useLineComments(right, talk.mayComment, begin('NEW'));
  useLineComments(left, talk.mayComment, begin('OLD'));
  useSaidLines(right, writing?.side === 'NEW' ? writing : null, saidLines(props, 'NEW'));
  useSaidLines(left, writing?.side === 'OLD' ? writing : null, saidLines(props, 'OLD'));

  const goal = target.comment ? placed.find(({ thread: { root, replies } }) => root.id === target.comment || replies.some((reply) => reply.id === target.comment)) : undefined;
  const step = useArrival({ diff, alone, goal: goal ?? target.line, arrival, shown: placed.map(({ side, line }) => ({ side, line })) });

  useImperativeHandle(ref, () => ({
    step,
    comment: () => {
      if (!talk.mayComment) return;
      const onLeft = left !== null && (right === null || left.hasTextFocus());
      const selection = (onLeft ? left : right)?.getSelection();
      if (selection) setWriting({ side: onLeft ? 'OLD' : 'NEW', ...selectedLines(selection) });
    },
  }));

  const stop = (): void => {
    setWriting(null);
    right?.focus();
  };
  return (
    <>
      {sides.kind === 'both' ? (
        <DiffView path={file.path} original={sides.before} modified={sides.after} inline={sides.inline} ignoreSpace={whitespace === 'ignore'} onEditor={setDiff} />
      ) : (
        <ReadOnlyCode path={file.path} text={sides.text} onEditor={setAlone} />
      )}
      {placed.map(({ thread }) => {
        const node = nodeOf(thread.root.id);
        const { root } = thread;
        const elsewhere = root.shown && root.shown.state !== 'HERE';
        return (
          node &&
          createPortal(
            <ThreadCard
              talk={talk}
              thread={thread}
              target={target.comment}
              note={placeNote(thread, compared)}
              onNote={elsewhere ? () => onGoTo({ round: textRound(root), against: null, file: root.path ?? null, comment: root.id }) : undefined}
            />,
            node,
            root.id,
          )
        );
      })}
      {writingOnFile && fileNode && createPortal(<FileComposer {...props} onDone={() => onWritingOnFile(false)} />, fileNode, FILE)}
      {writing && writingNode && createPortal(<LineComposer {...props} writing={writing} onCancel={stop} onDone={() => setWriting(null)} />, writingNode, WRITING)}
    </>
  );
}

function saidLines({ threads, compared }: Pick<ReviewCodeProps, 'threads' | 'compared'>, wanted: Side): LineRange[] {
  return threads.flatMap((thread) => {
    const { side, line, firstLine } = placeOf(thread, compared);
    return side === wanted && line !== null ? [{ line: firstLine ?? line, endLine: line }] : [];
  });
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-md border border-line2 bg-s1 p-3 font-sans text-fg shadow-sm">
      <p className="mb-2 text-xxs text-sub">{title}</p>
      {children}
    </div>
  );
}

function FileComposer({ talk, file, compared, sides, onDone }: ReviewCodeProps & { sides: Sides; onDone: () => void }) {
  const add = useAddComment(talk.review.id);
  return (
    <Frame title="The whole file">
      <CommentComposer
        kinds
        mayVerify={talk.role.holder}
        autoFocus
        textKey={`${talk.review.id}:${file.path}:file`}
        label="Comment on the file"
        action={talk.asDraft ? 'Add to my review' : 'Comment'}
        busy={add.isPending}
        onCancel={onDone}
        onSubmit={({ body, kind, mustVerify }) => add.mutateAsync({ body, kind, mustVerify, path: file.path, ...anchorOf(sides.kind === 'old' ? 'OLD' : 'NEW', compared), draft: talk.asDraft }).then(onDone)}
      />
    </Frame>
  );
}

interface LineComposerProps extends ReviewCodeProps {
  sides: Sides;
  writing: Writing;
  onCancel: () => void;
  onDone: () => void;
}

function LineComposer({ talk, file, compared, sides, writing, onCancel, onDone }: LineComposerProps) {
  const add = useAddComment(talk.review.id);
  const { side, line, endLine } = writing;
  const anchor = anchorOf(side, compared);
  const path = side === 'OLD' ? (file.diff?.oldPath ?? file.path) : file.path;
  // a suggestion is for lines of the newer side, which the author still has
  const text = sides.kind === 'both' ? sides.after : sides.text;
  return (
    <Frame title={`${rangeWords(writing)}${side === 'OLD' ? ` of round ${compared.against}` : ''}`}>
      <CommentComposer
        kinds
        mayVerify={talk.role.holder}
        autoFocus
        textKey={`${talk.review.id}:${path}:${anchor.round}:${anchor.side}:${line}-${endLine}`}
        label="Comment on this line"
        action={talk.asDraft ? 'Add to my review' : 'Comment'}
        original={side === 'NEW' ? linesOf(text, { line, endLine }) : undefined}
        busy={add.isPending}
        onCancel={onCancel}
        onSubmit={({ body, kind, mustVerify, suggestion }) => add.mutateAsync({ body, kind, mustVerify, suggestion, path, ...anchor, line, endLine, draft: talk.asDraft }).then(onDone)}
      />
    </Frame>
  );
}
