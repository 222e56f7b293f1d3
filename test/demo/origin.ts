import type { GitHubDouble } from '../../packages/github-double/src/github.ts'
import type { StepOutput } from './context.ts'
import type { Delivered } from './delivery.ts'

/** What started what. */
export interface Origin {
  /** Whether act, and nothing else, started the action's three entries. */
  readonly byAct: boolean
  /** `act → deploy-pre.js, …` */
  readonly entries: string
  /** Whether GitHub had sent the run's own event before there was a run, and the run before its first request. */
  readonly inOrder: boolean
  /** Places in GitHub's request log. */
  readonly order: string
}

/** Finds out what started a run: by the processes' own parents, and by GitHub's request log. */
export function originOf({ run }: Pick<Delivered, 'run'>, github: Pick<GitHubDouble, 'events' | 'requests'>): Origin {
  const { entries } = run.act
  const names = entries.map(({ entry }) => entry.slice(entry.lastIndexOf('/') + 1))
  const parents = [...new Set(entries.map(({ parent }) => parent))]
  const event = github.events.find(({ payload }) => payload === run.event.payload)
  const making = run.event.name === 'deployment' ? /\/deployments$/ : /\/dispatches$/
  const made = github.requests.findLastIndex(
    ({ method, path }, at) => at < run.requestsBefore && method === 'POST' && making.test(path),
  )
  const first = github.requests.findIndex(({ token }) => token === run.token)
  return {
    byAct: parents.join() === 'act' && names.join() === 'deploy-pre.js,deploy.js,deploy-post.js',
    entries: `${parents.join(', ')} → ${names.join(', ')}`,
    inOrder: event?.startsWorkflows === true && made >= 0 && first >= run.requestsBefore,
    order: `request ${made + 1} made the event, run ${run.recorded.id} came after ${run.requestsBefore}, its first is ${first + 1}`,
  }
}

/** Checks that the run was started by GitHub's event, and the action by the workflow. */
export function checkOrigin(output: StepOutput, delivered: Delivered, github: GitHubDouble): void {
  const { byAct, entries, inOrder, order } = originOf(delivered, github)
  output.check('The workflow started the action: the parent of its processes is act', byAct, entries)
  output.check('GitHub’s event was there before the run, the run before its first request', inOrder, order)
}
