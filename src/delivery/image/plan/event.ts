import { UserError } from '../../../errors.ts'
import type { NamedCommit } from '../../../git/resolve-commit.ts'
import { asRecord } from '../../../text/json.ts'

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
  /** `push`, `workflow_run`. */
  readonly name: string
  /** Full SHA of the commit that is built: that of the input "ref", the head of a pull request, else what was pushed. */
  readonly sha: string
  /** The branch that was pushed, or that the run was started on. */
  readonly branch: string | undefined
  readonly defaultBranch: string | undefined
  readonly pullNumber: number | undefined
  /** The name of the tag when one was pushed. */
  readonly tagName: string | undefined
  /**
   * An event to whose run GitHub gives no secrets, and a token that may write nothing. `fork-run`: a run that has them, for
   * the code of a fork.
   */
  readonly outsider: 'fork' | 'fork-run' | 'dependabot' | undefined
}

/** Reads the event. `wanted`: the commit of the input "ref". Throws `event-invalid` when there is no commit. */
export function readEvent({ name, sha: runSha, ref, actor, payload }: RunEvent, wanted?: NamedCommit): BuildEvent {
  const facts = asRecord(payload)
  const pull = name.startsWith('pull_request') ? asRecord(facts.pull_request) : undefined
  const own = pull === undefined ? runSha : asRecord(pull.head).sha
  const sha = wanted?.sha ?? own
  if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
    throw new UserError('event-invalid', `The "${name}" event of this run names no commit by its full SHA`)
  }
  // What the run was started for says nothing of another commit.
  const isOwn = sha === own && pull === undefined
  const named = (prefix: string): string | undefined =>
    isOwn && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined
  return {
    name,
    sha,
    tagName: wanted?.tagName ?? named('refs/tags/'),
    branch: wanted?.branch ?? named('refs/heads/') ?? triggeringBranch(facts, sha),
    defaultBranch: text(asRecord(facts.repository).default_branch),
    pullNumber: typeof pull?.number === 'number' && sha === own ? pull.number : undefined,
    outsider: outsiderOf(name, facts) ?? (actor === 'dependabot[bot]' ? 'dependabot' : undefined),
  }
}

/** Of the run that started this one, if it is for the same commit and the branch is one of this repository. */
function triggeringBranch(facts: Readonly<Record<string, unknown>>, sha: string): string | undefined {
  const { head_sha, head_branch } = asRecord(facts.workflow_run)
  return head_sha === sha && !isForkRun(facts) ? text(head_branch) : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function outsiderOf(name: string, facts: Readonly<Record<string, unknown>>): 'fork' | 'fork-run' | undefined {
  if (name === 'workflow_run') return isForkRun(facts) ? 'fork-run' : undefined
  if (!name.startsWith('pull_request')) return undefined
  const { head, base } = asRecord(facts.pull_request)
  return nameOf(asRecord(head).repo) === nameOf(asRecord(base).repo) ? undefined : 'fork'
}

function isForkRun({ workflow_run: run, repository }: Readonly<Record<string, unknown>>): boolean {
  return nameOf(asRecord(run).head_repository) !== nameOf(repository)
}

/** What to write so that the commit that is checked out is the one that is built. */
export function checkoutAdvice({ name }: Pick<BuildEvent, 'name'>): string {
  const both = (sha: string): string => `give this action and actions/checkout "ref: \${{ ${sha} }}"`
  if (name.startsWith('pull_request') || name === 'push') {
    return 'give actions/checkout "ref: ${{ github.event.pull_request.head.sha || github.sha }}"'
  }
  if (name === 'workflow_run') return both('github.event.workflow_run.head_sha')
  return `${both('inputs.sha')}, or neither of them a "ref"`
}

/** A fork that was deleted has no repository any more: it differs from every base. */
function nameOf(repository: unknown): unknown {
  return asRecord(repository).full_name ?? repository
}
