import { UserError } from '../../../errors.ts'
import type { CheckedOutCommit } from '../../../git/commit.ts'
import type { Unfetched } from '../../../git/unfetched.ts'

/** What a checked-out tree is looked at for. */
export interface TreeCheck {
  readonly sha: string
  readonly push: boolean
  /** What to do where another commit is checked out. */
  readonly advice: string
  readonly notice: (line: string) => void
  readonly warn: (line: string) => void
}

/** An image under a commit's SHA must be made of that commit. Throws `commit-not-checked-out` when it would be pushed and is not. */
export function checkTree({ head, changed }: CheckedOutCommit, { sha, push, advice, notice, warn }: TreeCheck): void {
  if (head !== sha) {
    const what = `The checked-out commit is ${head ?? 'none'}, the image is ${sha}'s`
    if (!push) notice(`${what}; it is not pushed`)
    else {
      throw new UserError('commit-not-checked-out', `${what}; ${advice}`)
    }
  }
  if (changed.length > 0 && push) {
    warn(`Uncommitted changes may be in the image: ${fewOf(changed)}`)
  }
}

/** What would go into the image in place of what people mean. One notice for each kind: they may be left out on purpose. */
export function unfetchedNotices({ lfsPointers, submodules }: Unfetched): readonly string[] {
  const notices: string[] = []
  if (lfsPointers.length > 0) {
    const what =
      lfsPointers.length === 1 ? 'a pointer of Git LFS, not its content' : 'pointers of Git LFS, not their contents'
    notices.push(`What is built from holds ${what}: ${fewOf(lfsPointers)}; give actions/checkout "lfs: true"`)
  }
  if (submodules.length > 0) {
    const what =
      submodules.length === 1 ? 'an empty folder for a submodule that was' : 'empty folders for submodules that were'
    notices.push(
      `What is built from holds ${what} not fetched: ${fewOf(submodules)}; give actions/checkout "submodules: true"`,
    )
  }
  return notices
}

function fewOf(paths: readonly string[]): string {
  return `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`
}
