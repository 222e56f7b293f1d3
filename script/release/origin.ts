import type { Git } from './git.ts'

/** The branches that releases are made of: `main`, and `release/…` for an older line. */
const BRANCHES = ['refs/remotes/origin/main', 'refs/remotes/origin/release/']

export function hasOrigin(git: Git): boolean {
  return git(['remote']).split('\n').includes('origin')
}

/**
 * Throws where `origin` could not have this release: it has another name than what the files refer to, or it does not have the
 * commit on a branch of its releases.
 */
export function refuseForeign(git: Git, repository: string): void {
  if (!hasOrigin(git)) return
  const url = git(['remote', 'get-url', 'origin'])
  const [, name = ''] = /([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(url) ?? []
  if (name.toLowerCase() !== repository.toLowerCase()) {
    throw new Error(
      `origin is ${name === '' ? url : name}, but the files refer to ${repository}: a fork names itself (docs/workflows.md)`,
    )
  }
  if (git(['for-each-ref', '--contains', 'HEAD', ...BRANCHES]) === '') {
    throw new Error('HEAD is not on main of origin, nor on a branch release/… there: push it first, and fetch')
  }
}
