import { type GitPlace, runGit } from './git.ts'

/** A commit, and the branch or tag by which it was named. */
export interface NamedCommit {
  readonly sha: string
  readonly branch?: string
  readonly tagName?: string
}

const FULL_SHA = /^[0-9a-f]{40}$/
/** Branches are also those of the remote, as actions/checkout leaves them. */
const PLACES = [
  { place: 'refs/remotes/origin/', kind: 'branch' },
  { place: 'refs/heads/', kind: 'branch' },
  { place: 'refs/tags/', kind: 'tagName' },
] as const

/**
 * The commit that is named as people do: by its full SHA, by a branch, a tag or a whole ref. `undefined` where the repository
 * knows no such name.
 */
export async function resolveCommit(place: GitPlace, name: string): Promise<NamedCommit | undefined> {
  if (FULL_SHA.test(name)) return { sha: name }
  const short = name.replace(/^refs\/(?:heads|tags|remotes\/origin)\//, '')
  for (const { place: prefix, kind } of PLACES) {
    if (name.startsWith('refs/tags/') && kind !== 'tagName') continue
    if (name !== short && !name.startsWith('refs/tags/') && kind === 'tagName') continue
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${prefix}${short}^{commit}`]
    const { exitCode, stdout } = await runGit(place, args)
    if (exitCode === 0) return { sha: stdout.trim(), [kind]: short }
  }
  return undefined
}
