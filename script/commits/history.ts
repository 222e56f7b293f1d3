import { execFileSync } from 'node:child_process'
import type { ChangedFile } from './need.ts'

/** A commit without its parents' other history: what it says and which files it changes. */
export interface JudgedCommit {
  readonly sha: string
  readonly title: string
  /** Its message says `Dist: unchanged`: its author has seen that a build makes no difference. */
  readonly saysUnchanged: boolean
  readonly files: readonly FileChange[]
}

interface FileChange {
  readonly path: string
  /** Names of git's blobs; `undefined` where the file is not there. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** The commits of a range that are no merges, oldest first, by one process however many they are. */
export function commitsIn(root: string, range: string): readonly JudgedCommit[] {
  const format = '%x01%H%x00%s%x00%(trailers:key=Dist,valueonly,separator=%x2C)%x00'
  const options = ['--no-merges', '--reverse', '--root', '--raw', '--no-renames', '--no-abbrev', '-z']
  const text = git(root, ['log', ...options, `--format=${format}`, range])
  return text.split('\u0001').slice(1).map(judgedCommit)
}

function judgedCommit(record: string): JudgedCommit {
  const [sha = '', title = '', trailer = '', ...rest] = record.split('\0')
  const words = rest.map(word => word.trim()).filter(word => word !== '')
  const files: FileChange[] = []
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [, , before, after] = (words[at] ?? '').split(' ')
    files.push({ path: words[at + 1] ?? '', before: blob(before), after: blob(after) })
  }
  return { sha, title, saysUnchanged: trailer.trim() === 'unchanged', files }
}

const blob = (name: string | undefined) => (name === undefined || /^0+$/.test(name) ? undefined : name)

/** The texts of the files that are read to judge a commit, by one process; others stay without text. */
export function withTexts(root: string, commits: readonly JudgedCommit[]): readonly (readonly ChangedFile[])[] {
  const isRead = ({ path }: FileChange) => /^(src|script)\/|\.json$/.test(path)
  const names = new Set<string>()
  for (const file of commits.flatMap(({ files }) => files.filter(isRead))) {
    for (const name of [file.before, file.after]) if (name !== undefined) names.add(name)
  }
  const texts = blobs(root, [...names])
  const textOf = (name: string | undefined) => (name === undefined ? undefined : texts.get(name))
  return commits.map(({ files }) =>
    files.map(file => ({
      path: file.path,
      before: isRead(file) ? textOf(file.before) : undefined,
      after: isRead(file) ? textOf(file.after) : undefined,
    })),
  )
}

function blobs(root: string, names: readonly string[]): ReadonlyMap<string, string> {
  const output = execFileSync('git', ['cat-file', '--batch'], {
    cwd: root,
    input: names.join('\n'),
    maxBuffer: 1 << 30,
  })
  const texts = new Map<string, string>()
  let at = 0
  while (at < output.length) {
    const end = output.indexOf(10, at)
    const [name = '', kind, size] = output.toString('utf8', at, end).split(' ')
    if (kind !== 'blob') throw new Error(`git has no file ${name}: ${kind}`)
    const begin = end + 1
    texts.set(name, output.toString('utf8', begin, begin + Number(size)))
    at = begin + Number(size) + 1
  }
  return texts
}

/** What a git command prints. */
export function git(root: string, args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
