import { repositoryPage } from '../../body/links.ts'
import { nodeId } from '../../ids.ts'
import type { App } from '../../state/account.ts'
import { type CheckRun, checkRunsOf, latestCheckRuns } from '../../state/check.ts'
import { type CommitStatus, latestStatusesOf } from '../../state/commit-status.ts'
import { permits } from '../../state/permission.ts'
import { rollupState, suiteOutcome } from '../../state/rollup.ts'
import { connection, connectionType, idCursor, PAGE_ARGUMENTS } from '../connection.ts'
import { demand, modelled, type Resolve, refusal } from '../fields.ts'
import {
  actor,
  type CheckRunSource,
  type CheckSuiteSource,
  type CommitSource,
  type ContextSource,
  type RefSource,
  type StatusContextSource,
} from '../sources.ts'

interface Rollup {
  readonly commit: CommitSource
  readonly runs: readonly CheckRun[]
  readonly statuses: readonly CommitStatus[]
}

/** Null for a commit that nothing was ever said about. */
export const statusCheckRollup: Resolve<CommitSource> = (commit, _, { account }) => {
  // Either permission leads here; what the other one guards is refused context by context.
  if (!permits(account.permissions, 'statuses', 'read')) demand(account, 'checks')
  const { repository, sha } = commit
  const runs = latestCheckRuns(checkRunsOf(repository, sha)).toReversed()
  const statuses = latestStatusesOf(repository, sha).toReversed()
  return runs.length + statuses.length === 0 ? null : ({ commit, runs, statuses } satisfies Rollup)
}

export const checkSuites: Resolve<CommitSource> = ({ repository, sha }, args, _, info) => {
  const suites = repository.checkSuites.filter(one => one.sha === sha)
  return connection<CheckSuiteSource>(
    suites.map(of => ({ id: of.id, repository, of })),
    args,
    info,
    idCursor,
  )
}

const rollup = modelled<Rollup>('StatusCheckRollup', {
  state: ({ runs, statuses }) => rollupState(runs, statuses),
  contexts: {
    args: PAGE_ARGUMENTS,
    resolve: ({ commit: { repository }, runs, statuses }, args, { account }, info) => {
      const all: ContextSource[] = [
        ...runs.map(of => ({ __typename: 'CheckRun', id: of.id, repository, of }) as const),
        ...statuses.map(of => ({ __typename: 'StatusContext', id: of.id, repository, of }) as const),
      ]
      const page = connection(all, args, info, idCursor)
      return {
        ...page,
        refusal: (one: ContextSource) => refusal(account, one.__typename === 'CheckRun' ? 'checks' : 'statuses'),
      }
    },
  },
})

const run = modelled<CheckRunSource>('CheckRun', {
  id: ({ id }) => nodeId('CR', id),
  databaseId: ({ id }) => id,
  name: ({ of }) => of.name,
  status: ({ of }) => of.status.toUpperCase(),
  conclusion: ({ of }) => of.conclusion?.toUpperCase() ?? null,
  externalId: ({ of }) => of.externalId,
  detailsUrl: ({ of, repository, id }, _, { place }) =>
    of.detailsUrl ?? `${repositoryPage(place, repository)}/runs/${id}`,
  url: ({ of, repository, id }, _, { place }) =>
    (of.jobOfAttempt === undefined ? undefined : of.detailsUrl) ?? `${repositoryPage(place, repository)}/runs/${id}`,
  startedAt: ({ of }) => of.startedAt,
  completedAt: ({ of }) => of.completedAt,
  checkSuite: ({ repository, of }): CheckSuiteSource => ({ id: of.suite.id, repository, of: of.suite }),
})

const context = modelled<StatusContextSource>('StatusContext', {
  id: ({ id }) => nodeId('SC', id),
  context: ({ of }) => of.context,
  state: ({ of }) => of.state.toUpperCase(),
  description: ({ of }) => of.description,
  targetUrl: ({ of }) => of.targetUrl,
  createdAt: ({ of }) => of.createdAt,
  creator: ({ of }) => actor(of.creator.user),
})

const suite = modelled<CheckSuiteSource>('CheckSuite', {
  id: ({ id }) => nodeId('CS', id),
  databaseId: ({ id }) => id,
  createdAt: ({ of }) => of.createdAt,
  status: ({ repository, of }) => suiteOutcome(repository, of).status.toUpperCase(),
  conclusion: ({ repository, of }) => suiteOutcome(repository, of).conclusion?.toUpperCase() ?? null,
  app: ({ of }) => of.app,
  // Only a run of a workflow knows its branch here.
  branch: ({ repository, of }): RefSource | null => {
    const run = repository.workflowRuns.find(one => one.suite === of)
    return run === undefined ? null : { repository, name: run.headBranch, sha: of.sha }
  },
  workflowRun: {
    reads: 'actions',
    resolve: ({ repository, of }) => {
      const found = repository.workflowRuns.find(one => one.suite === of)
      return found === undefined ? null : { repository, of: found }
    },
  },
})

const app = modelled<App>('App', {
  id: ({ id }) => nodeId('A', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  slug: ({ slug }) => slug,
})

export const checkTypes = [
  rollup,
  run,
  context,
  suite,
  app,
  ...connectionType('StatusCheckRollupContextConnection', 'StatusCheckRollupContextEdge'),
  ...connectionType('CheckSuiteConnection', 'CheckSuiteEdge'),
]
