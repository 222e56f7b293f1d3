import type { DeploymentEvent } from '../../../packages/github-double/src/body/deployment-event.ts'
import type { DispatchEvent } from '../../../packages/github-double/src/body/dispatch-event.ts'
import type { IssueCommentEvent } from '../../../packages/github-double/src/body/issue-comment-event.ts'
import type { PullRequestEvent } from '../../../packages/github-double/src/body/pull-request-event.ts'
import type { PushEvent } from '../../../packages/github-double/src/body/push-event.ts'
import { git } from '../../../packages/github-double/src/git/git.ts'
import type { Event } from '../../../packages/github-double/src/state/event.ts'

/** An event that starts workflows, with what of it decides which files run, and for whom. */
export interface Trigger {
  readonly name: string
  readonly payload: unknown
  /** GITHUB_SHA; the files of this commit run. */
  readonly sha: string
  /** The commit that the run and its check runs belong to, where it is another one. */
  readonly head?: { readonly sha: string; readonly branch: string; readonly repository: string }
  /** What filters of branches look at. */
  readonly branch: string | undefined
  /** The environment whose secrets the job gets. */
  readonly environment: string
  readonly sender: string
  /** The one file that is meant; else every file that runs on the event. */
  readonly path: string | undefined
  /** Whom GitHub gives no secrets, and from a fork a token that may write nothing. */
  readonly outsider: 'fork' | 'dependabot' | undefined
}

/** Which commit the workflows of an event come from, and which of its files: of a dispatch the one it names. */
export async function triggerOf(event: Event, bare: string): Promise<Trigger> {
  const { name, payload } = event
  const { login: sender } = (payload as { sender: { login: string } }).sender
  const outsider = sender === 'dependabot[bot]' ? 'dependabot' : undefined
  const trigger = { name, payload, sender, outsider, environment: '', branch: undefined, path: undefined } as const
  switch (name) {
    case 'deployment': {
      const { deployment } = payload as DeploymentEvent
      return { ...trigger, sha: deployment.sha, environment: deployment.environment }
    }
    case 'push': {
      const { after, ref } = payload as PushEvent
      const branch = ref.replace('refs/heads/', '')
      return { ...trigger, sha: after, branch }
    }
    case 'pull_request': {
      const { head, base } = (payload as PullRequestEvent).pull_request
      const isFork = head.repo.full_name !== base.repo.full_name
      return {
        ...trigger,
        sha: event.merge ?? '',
        head: { sha: head.sha, branch: head.ref, repository: head.repo.full_name },
        branch: base.ref,
        outsider: isFork ? 'fork' : outsider,
      }
    }
    case 'issue_comment': {
      const { repository } = payload as IssueCommentEvent
      return { ...trigger, sha: await git(bare, ['rev-parse', `refs/heads/${repository.default_branch}`]) }
    }
    case 'workflow_dispatch': {
      const { ref, inputs, workflow } = payload as DispatchEvent
      const sha = await git(bare, ['rev-parse', ref])
      return { ...trigger, sha, environment: inputs.environment ?? '', path: workflow }
    }
  }
}

/** The secrets of a run: runs of forks and of Dependabot get none. */
export function secretsFor(
  { outsider, environment }: Trigger,
  secrets: (environment: string) => Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return outsider === undefined ? secrets(environment) : {}
}

/** What the token of a run may do: for a fork, what the workflow asks to write it may only read. */
export function tokenFor<Level extends string>(
  { outsider }: Trigger,
  asked: Readonly<Record<string, Level>>,
): Readonly<Record<string, Level | 'read'>> {
  if (outsider !== 'fork') return asked
  return Object.fromEntries(Object.keys(asked).map(name => [name, 'read' as const]))
}
