/** What a person dropped or picked: files with their paths below the target, and folders that have nothing in them. */
export interface Dropped {
  files: { path: string; file: File }[];
  emptyFolders: string[];
}

/** More than a workspace may hold is not even listed. */
const MOST_FILES = 5_000;

/** Files of a picker; one for folders gives each its path. */
export const pickedFiles = (files: FileList | null): Dropped => ({ files: [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })), emptyFolders: [] });

/** Files and folders of a drop. Has to be called in the event itself: the browser forgets the entries after it. */
export function droppedFiles(data: DataTransfer): Promise<Dropped> {
  const entries = [...data.items].flatMap((item) => (item.kind === 'file' ? [{ entry: item.webkitGetAsEntry(), file: item.getAsFile() }] : []));
  return collect(entries);
}

async function collect(entries: { entry: FileSystemEntry | null; file: File | null }[]): Promise<Dropped> {
  const dropped: Dropped = { files: [], emptyFolders: [] };
  for (const { entry, file } of entries) {
    if (entry) await walk(entry, '', dropped);
    else if (file) dropped.files.push({ path: file.name, file });
  }
  return dropped;
}

async function walk(entry: FileSystemEntry, folder: string, into: Dropped): Promise<void> {
  if (into.files.length > MOST_FILES) return;
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    into.files.push({ path, file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  let empty = true;
  for (;;) {
    // a reader gives a hundred at a time, and nothing at the end
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    empty = false;
    for (const child of some) await walk(child, path, into);
  }
  if (empty) into.emptyFolders.push(path);
}
