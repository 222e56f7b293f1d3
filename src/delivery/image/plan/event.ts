import { UserError } from '../../../errors.ts'

/** What started the run, as the runner reports it. */
export interface RunEvent {
  readonly name: string
  /** GITHUB_SHA: on pull requests the merge of head and base, which is on no branch. */
  readonly sha: string
  readonly ref: string
  readonly actor: string
  readonly payload: unknown
}

/** What the build needs to know of its event. */
export interface BuildEvent {
  /** Full SHA of the commit that is built: the head of a pull request, else what was pushed. */
  readonly sha: string
  /** The name of the tag when one was pushed. */
  readonly tagName: string | undefined
  /** An event to whose run GitHub gives no secrets, and a token that may write nothing. */
  readonly outsider: 'fork' | 'dependabot' | undefined
}

/** Reads the event. Throws `event-invalid` when it names no commit. */
export function readEvent({ name, sha: runSha, ref, actor, payload }: RunEvent): BuildEvent {
  const pull = name.startsWith('pull_request') ? record(record(payload).pull_request) : undefined
  const head = pull && record(pull.head)
  const sha = head === undefined ? runSha : head.sha
  if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
    throw new UserError('event-invalid', `The "${name}" event of this run names no commit by its full SHA`)
  }
  const isFork = head !== undefined && nameOf(head.repo) !== nameOf(record(pull?.base).repo)
  return {
    sha,
    tagName: pull === undefined && ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
    outsider: isFork ? 'fork' : actor === 'dependabot[bot]' ? 'dependabot' : undefined,
  }
}

/** A fork that was deleted has no repository any more: it differs from every base. */
function nameOf(repository: unknown): unknown {
  return record(repository).full_name ?? repository
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
