import { UserError } from '../../../errors.ts'
import type { CheckedOutCommit } from '../../../git/commit.ts'

/** What a checked-out tree is looked at for. */
export interface TreeCheck {
  readonly sha: string
  readonly push: boolean
  readonly notice: (line: string) => void
  readonly warn: (line: string) => void
}

/** An image under a commit's SHA must be made of that commit. Throws `commit-not-checked-out` when it would be pushed and is not. */
export function checkTree({ head, changed }: CheckedOutCommit, { sha, push, notice, warn }: TreeCheck): void {
  if (head !== sha) {
    const what = `The checked-out commit is ${head ?? 'none'}, the image is ${sha}'s`
    if (!push) notice(`${what}; it is not pushed`)
    else {
      throw new UserError(
        'commit-not-checked-out',
        `${what}; give actions/checkout "ref: \${{ github.event.pull_request.head.sha || github.sha }}"`,
      )
    }
  }
  if (changed.length > 0 && push) {
    const more = changed.length > 3 ? ` and ${changed.length - 3} more` : ''
    warn(`The image may hold what is not in the commit: ${changed.slice(0, 3).join(', ')}${more} differ from it`)
  }
}
