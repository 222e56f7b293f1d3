import { open, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type GitPlace, runGit } from './git.ts'

/** What the checked-out tree lacks, by the paths where it should be. */
export interface Unfetched {
  /** Files of Git LFS of which only the pointer was checked out. */
  readonly lfsPointers: readonly string[]
  /** Submodules whose folder is empty. */
  readonly submodules: readonly string[]
}

const NOTHING: Unfetched = { lfsPointers: [], submodules: [] }
const SUBMODULE_MODE = '160000'
/** The first line of a pointer (Git LFS specification); no pointer is larger than 1024 bytes. */
const POINTER = 'version https://git-lfs.github.com/spec/v'

/** Looks for what actions/checkout leaves out by default, at and below a path. Without git nothing is found. */
export async function findUnfetched(place: GitPlace, path: string): Promise<Unfetched> {
  const listed = await output(place, ['ls-files', '--stage', '-z', '--full-name'])
  if (listed === undefined) return NOTHING
  const entries = listed.split('\0').flatMap(record => {
    const [, mode = '', name = ''] = /^(\d+) [0-9a-f]+ \d\t([\s\S]+)$/.exec(record) ?? []
    return name === '' ? [] : [{ mode, name }]
  })
  const isBelow = (name: string): boolean => path === '.' || path === name || name.startsWith(`${path}/`)
  const submodules = entries
    .filter(({ mode, name }) => mode === SUBMODULE_MODE && isBelow(name))
    .map(({ name }) => name)
  const files = entries.filter(({ mode }) => mode.startsWith('100')).map(({ name }) => name)
  const [empty, pointers] = await Promise.all([
    chosen(submodules, name => isEmpty(join(place.workspace, name))),
    lfsFiles(place, files, isBelow).then(names => chosen(names, name => isPointer(join(place.workspace, name)))),
  ])
  return { lfsPointers: pointers, submodules: empty }
}

/** git is asked about attributes only where some file of them mentions LFS: it looks at each path. */
async function lfsFiles(
  place: GitPlace,
  files: readonly string[],
  isBelow: (name: string) => boolean,
): Promise<readonly string[]> {
  const attributes = await chosen(
    files.filter(name => basename(name) === '.gitattributes'),
    async name => (await readFile(join(place.workspace, name), 'utf8').catch(() => '')).includes('filter=lfs'),
  )
  if (attributes.length === 0) return []
  const input = files.filter(isBelow).join('\0')
  const said = (await output(place, ['check-attr', '--stdin', '-z', 'filter'], input)) ?? ''
  const fields = said.split('\0')
  return fields.filter((_, index) => index % 3 === 0 && fields[index + 2] === 'lfs')
}

async function isPointer(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(POINTER.length), 0, POINTER.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === POINTER
  } finally {
    await file.close()
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0
}

async function chosen(names: readonly string[], is: (name: string) => Promise<boolean>): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of names) if (await is(name)) found.push(name)
  return found
}

async function output(place: GitPlace, args: readonly string[], input?: string): Promise<string | undefined> {
  const result = await runGit(place, args, input === undefined ? {} : { input }).catch(() => undefined)
  return result?.exitCode === 0 ? result.stdout : undefined
}
