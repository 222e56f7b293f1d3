import { type IsBuilt, isCommitBuilt } from './built.ts'
import { commitsIn, git, withTexts } from './history.ts'
import { type ChangedFile, changesCode, distNeed } from './need.ts'

/** A commit without the `dist/` that it needs. */
export interface Unpinnable {
  readonly sha: string
  readonly title: string
}

/** The file that the rule came with: commits before it are not judged. */
const BEGINNING = 'script/check-commits'

export interface CommitCheck {
  /** The repository. */
  readonly root: string
  /**
   * Builds the commits whose files do not say whether `dist/` changes. Without it they are judged by the code of the
   * changed files, without comments, and by what their message says.
   */
  readonly exact?: {
    readonly isBuilt: IsBuilt
    /** Remembers what builds have shown, one file a commit. */
    readonly cache: string
  }
}

/** The commits of a range that change what is shipped and leave `dist/` behind; by default all since the rule is there. */
export function checkCommits({ root, exact }: CommitCheck, range = sinceTheRule(root)): readonly Unpinnable[] {
  const without = commitsIn(root, range).filter(({ files }) => !files.some(({ path }) => path.startsWith('dist/')))
  const texts = withTexts(root, without)
  return without
    .filter(({ sha, saysUnchanged }, at) => {
      const files: readonly ChangedFile[] = texts[at] ?? []
      const need = distNeed(files)
      if (need !== 'unclear') return need === 'missing'
      return exact === undefined
        ? !saysUnchanged && changesCode(files)
        : !isCommitBuilt(root, exact.cache, sha, exact.isBuilt)
    })
    .map(({ sha, title }) => ({ sha, title }))
}

/**
 * In a shallow clone the oldest commit that is there counts as the one that brings the rule. Where no commit does, as
 * when a merge brought it, all are judged.
 */
function sinceTheRule(root: string): string {
  const added = git(root, ['log', '--diff-filter=A', '--format=%H', '--', BEGINNING])
  const first = added.split('\n').findLast(line => line !== '')
  return first === undefined ? 'HEAD' : `${first}..HEAD`
}
